/// Where the desk keeps everything. One transaction for each call: what the body writes is there as a whole or not at all.
///
/// Stores throw ``StoreError`` for what went wrong with them, and whatever the body throws, after undoing what it wrote.
package protocol DeskStore: Sendable {
    /// Runs `body` on one consistent state; several may run at once.
    func read<Value: Sendable>(_ body: @Sendable @escaping (any Records) throws -> Value) async throws -> Value
    /// Runs `body` as one transaction. It may run again when another writer was in the way, so it must depend on nothing
    /// that it changes outside of the store.
    func write<Value: Sendable>(_ body: @Sendable @escaping (any MutableRecords) throws -> Value) async throws -> Value
    /// For people: the file or the server, never a password.
    var place: String { get }
}

/// What went wrong with a store. The text is a sentence for people.
package enum StoreError: Error, Hashable, Sendable {
    /// Cannot be reached or opened.
    case unavailable(String)
    /// Others kept it busy for too long; trying again later works.
    case busy(String)
    case full(String)
    case readOnly(String)
    /// What is kept there contradicts itself.
    case corrupt(String)
    /// The answer to a commit was lost: look before doing it again.
    case commitUnknown(String)
    /// Anything that only an error in the program or a hand-made change explains.
    case unexpected(String)

    package var sentence: String {
        switch self {
        case .unavailable(let text), .busy(let text), .full(let text), .readOnly(let text), .corrupt(let text),
            .commitUnknown(let text), .unexpected(let text):
            text
        }
    }
}
