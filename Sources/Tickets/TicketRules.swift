/// What a deployment may set about the workflow.
package struct TicketRules: Hashable, Sendable {
    package let tiers: ApprovalTiers
    package let attachments: AttachmentLimits
    /// Days within which a declined, withdrawn or closed ticket can be opened again.
    package let reopenDays: Int64
    /// Working days (Monday to Friday, UTC) that a requester has to answer a question.
    package let answerDays: Int

    package init(
        tiers: ApprovalTiers = .standard,
        attachments: AttachmentLimits = .standard,
        reopenDays: Int64 = 14,
        answerDays: Int = 5
    ) {
        self.tiers = tiers
        self.attachments = attachments
        self.reopenDays = reopenDays
        self.answerDays = answerDays
    }
}
