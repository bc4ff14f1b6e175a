import Tickets

extension TicketAction {
    /// The command for the action. Exhaustive, so that an action without a verb does not compile.
    var verb: (any Verb.Type)? {
        switch self {
        case .draft, .file: nil  // `tickets new`, with and without --draft
        case .attach: TicketsAttach.self
        case .submit: ActionVerb<SubmitArguments>.self
        case .discard: ActionVerb<DiscardArguments>.self
        case .take: ActionVerb<TakeArguments>.self
        case .withdraw: ActionVerb<WithdrawArguments>.self
        case .ask: ActionVerb<AskArguments>.self
        case .escalate: ActionVerb<EscalateArguments>.self
        case .release: ActionVerb<ReleaseArguments>.self
        case .decline: ActionVerb<DeclineArguments>.self
        case .approve: ActionVerb<ApproveArguments>.self
        case .reply: ActionVerb<ReplyArguments>.self
        case .lapse: ActionVerb<LapseArguments>.self
        case .answer: ActionVerb<AnswerArguments>.self
        case .credit: ActionVerb<CreditArguments>.self
        case .revoke: ActionVerb<RevokeArguments>.self
        case .settle: ActionVerb<SettleArguments>.self
        case .dispute: ActionVerb<DisputeArguments>.self
        case .reverse: ActionVerb<ReverseArguments>.self
        case .correct: ActionVerb<CorrectArguments>.self
        case .close: ActionVerb<CloseArguments>.self
        case .reopen: ActionVerb<ReopenArguments>.self
        case .edit: ActionVerb<EditArguments>.self
        case .note: ActionVerb<NoteArguments>.self
        case .give: ActionVerb<GiveArguments>.self
        case .merge: ActionVerb<MergeArguments>.self
        case .unmerge: ActionVerb<UnmergeArguments>.self
        case .link: ActionVerb<LinkArguments>.self
        }
    }
}
