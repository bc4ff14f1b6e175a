/// What is told of losses while a document is read.
package enum LossNews: Hashable, Sendable {
    case lost([Loss])
    /// The document is read again from its start: what was told until now is void.
    case startedAgain
}
