import Basics

/// Remembers which forms were sent, so that a double click does a thing once. The second sending waits for the first and
/// is led to where that one went; when the first was refused, the second is tried like any other.
actor Submissions {
    private enum State {
        case running(waiting: [CheckedContinuation<String?, Never>])
        case done(location: String)
    }

    /// The oldest are forgotten when there are more. What they did is also guarded by the ticket's version.
    private let limit: Int
    private var states: [GUID: State] = [:]
    private var order: [GUID] = []

    init(limit: Int = 10_000) {
        self.limit = limit
    }

    /// Where the form led when it was sent before; nil when the caller is to act now and call ``end(_:location:)`` after.
    func begin(_ form: GUID) async -> String? {
        switch states[form] {
        case nil:
            states[form] = .running(waiting: [])
            return nil
        case .done(let location): return location
        case .running:
            return await withCheckedContinuation { continuation in
                guard case .running(let waiting) = states[form] else { return continuation.resume(returning: nil) }
                states[form] = .running(waiting: waiting + [continuation])
            }
        }
    }

    /// Whether the form was not sent before.
    func isFresh(_ form: GUID) -> Bool { states[form] == nil }

    /// `location` is where the person was led; nil when nothing was done.
    func end(_ form: GUID, location: String?) {
        guard case .running(let waiting) = states[form] else { return }
        if let location {
            states[form] = .done(location: location)
            order.append(form)
            for continuation in waiting { continuation.resume(returning: location) }
            if order.count > limit { states[order.removeFirst()] = nil }
        } else if let next = waiting.first {
            states[form] = .running(waiting: Array(waiting.dropFirst()))
            next.resume(returning: nil)
        } else {
            states[form] = nil
        }
    }
}
