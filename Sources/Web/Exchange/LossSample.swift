import Exchange
import Synchronization

/// The first losses of a document, for a page.
final class LossSample: Sendable {
    private static let limit = 50
    private let losses = Mutex<[Loss]>([])

    var first: [Loss] { losses.withLock { $0 } }

    func take(_ news: LossNews) {
        losses.withLock { losses in
            switch news {
            case .lost(let more): losses += more.prefix(max(0, Self.limit - losses.count))
            case .startedAgain: losses = []
            }
        }
    }
}
