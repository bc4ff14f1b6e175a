import Logging
import ServiceLifecycle

/// Looks at the exchange folder every minute, and writes what changed every hour, until the program stops. What goes wrong
/// is logged, and tried again.
struct ExchangeService: Service {
    private static let pause = Duration.seconds(60)
    private static let roundsBetweenSending = 60

    let round: ExchangeRound
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            var count = 0
            while !Task.isCancelled {
                do {
                    try await round.run(sending: count % Self.roundsBetweenSending == 0) { outcome in
                        switch outcome.kind {
                        case .done, .sent: return
                        case .partly, .failed: logger.warning("exchange: \(outcome.place): \(outcome.sentence)")
                        }
                    }
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("the exchange failed: \(ErrorReport(error).sentence ?? "it was stopped")")
                }
                count += 1
                do { try await Task.sleep(for: Self.pause) } catch { return }
            }
        }
    }
}
