package import Hummingbird
package import Logging
private import NIOCore

extension Site {
    /// The site as a service that listens on 127.0.0.1 and nowhere else; add it to a `ServiceGroup`, which brings signals.
    ///
    /// - Parameters:
    ///   - port: 0 for any free one.
    ///   - onRunning: called once it listens, with the port.
    package func application(
        port: Int,
        logger: Logger,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router(),
            server: .http1(
                configuration: .init(
                    // Cuts off whoever sends nothing for a minute.
                    idleTimeout: .seconds(60),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16 * 1024,
                        maxHeaderListSize: 64 * 1024,
                        maxHeaderFieldCount: 100
                    )
                )
            ),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) },
            logger: logger
        )
    }
}
