import Casework
import Logging
import ServiceLifecycle
import Tickets

/// Does every minute what `sweep` does, until the program stops. What goes wrong is logged, and tried again.
struct SweepService: Service {
    private static let pause = Duration.seconds(60)

    let session: Session
    let post: Post?
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let round = try await SweepRound.run(session.desk, account: session.actor.account, post)
                    if let mails = round.mails, !mails.failed.isEmpty {
                        logger.warning("mails were given up; see 'recoup mails'")
                    }
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("the sweep failed: \(ErrorReport(error).sentence ?? "it was stopped")")
                }
                do { try await Task.sleep(for: Self.pause) } catch { return }
            }
        }
    }
}
