package import Basics

/// The hash chain of one ticket, checked as it was found.
package enum Chain {
    /// What is wrong with a chain, each naming the event.
    package enum Break: Hashable, Sendable {
        /// The event does not match its digest: something in it was changed.
        case changed(version: Int)
        /// No event has this version: one was removed.
        case missing(version: Int)
        /// Two events have this version, or the one that has it links to none before it: one was put in.
        case inserted(version: Int)
        /// The event was written as another version: events changed places.
        case moved(from: Int, to: Int)

        package var sentence: String {
            switch self {
            case .changed(let version): "event \(version) was changed after it was written"
            case .missing(let version): "event \(version) was removed"
            case .inserted(let version): "event \(version) was put in"
            case .moved(let from, let to): "event \(from) stands where event \(to) belongs"
            }
        }
    }

    /// Every break, in the order of the events as found; none when each event is the one that was written and follows the
    /// one before it. A removed tail leaves a chain that is whole: only ``head(over:)`` can tell.
    package static func breaks(in events: [Event]) -> [Break] {
        var breaks: [Break] = []
        var expected = 1
        var previous: Digest?
        // Behind an event that was moved here, a broken link says nothing about the one that holds it.
        var isLinkKnown = true
        for event in events {
            let wasLinkKnown = isLinkKnown
            isLinkKnown = true
            if event.digest != event.computedDigest(version: event.version) {
                let written = (1...(events.count + 1)).first { event.digest == event.computedDigest(version: $0) }
                breaks.append(written.map { .moved(from: $0, to: event.version) } ?? .changed(version: event.version))
                isLinkKnown = written == nil
            } else if event.version < expected {
                breaks.append(.inserted(version: event.version))
                continue
            } else if event.version > expected {
                breaks += (expected..<event.version).map { .missing(version: $0) }
            } else if wasLinkKnown, event.previous != previous {
                breaks.append(.inserted(version: event.version))
            }
            expected = event.version + 1
            previous = event.digest
        }
        return breaks
    }

    /// One digest over the heads of many chains, which must be given in the order of their tickets' ids. Keep it outside
    /// the database: a removed tail or a removed ticket changes it.
    package struct Head: Sendable {
        private var builder = DigestBuilder()

        package init() {
            builder.append(Array("recoup-head-1\n".utf8))
        }

        package mutating func add(_ ticket: Ticket.ID, version: Int, head: Digest) {
            builder.append(Array("\(ticket) \(version) \(head)\n".utf8))
        }

        /// What else is kept, one line each, behind the tickets. Without any the head is that of the tickets alone.
        package mutating func add(_ line: String) {
            builder.append(Array("\(line)\n".utf8))
        }

        package var digest: Digest { builder.finish() }
    }
}
