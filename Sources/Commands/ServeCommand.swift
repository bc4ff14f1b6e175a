import ArgumentParser
import Basics
import Casework
import Hummingbird
import Logging
import Orders
import Pages
import ServiceLifecycle
import Tickets
import Web

/// `serve`
struct ServeCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the desk to a browser on this machine.",
        discussion: """
            It listens on 127.0.0.1 only and acts as the person it was started for. Every minute it does what 'sweep' does. \
            Ctrl-C answers the requests at work and stops.
            """
    )

    @Option(name: .shortAndLong, help: ArgumentHelp("The port; 0 for any free one.", valueName: "n"))
    var port = 8_080

    @Option(
        name: .long,
        help: ArgumentHelp("A folder that peers exchange files through; see 'exchange run'.", valueName: "folder"),
        completion: .directory
    )
    var exchange: String?

    @OptionGroup(title: "Mail") var mail: MailOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let folder = try templates.folder(surroundings)
        let post = try mail.post(surroundings, templates: templates)
        try LoopbackPort.check(port)
        return try await desk.withSession(.changing, surroundings) { session in
            let site = try Site(
                desk: session.desk,
                person: session.actor.person.systemName,
                account: session.actor.account,
                templates: folder,
                secret: surroundings.randomBytes(32),
                spool: surroundings.variable(.temporaryFolder) ?? "/tmp"
            )
            var logger = Logger(label: "recoup", factory: { StreamLogHandler.standardError(label: $0) })
            logger.logLevel = .warning
            let place = session.desk.store.place
            let application = site.application(port: port, logger: logger) { port in
                greet(port, place, session, surroundings)
            }
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: services(application, post, folder, session, logger, surroundings),
                    logger: logger
                )
            )
            try await surroundings.interruption.heard(
                onFirst: { Task { await group.triggerGracefulShutdown() } },
                during: { try await group.run() }
            )
            surroundings.console.say("stopped; everything is kept in \(place)")
            return .done
        }
    }

    /// What runs beside the site until it stops.
    private func services(
        _ application: any Service,
        _ post: Post?,
        _ templates: String,
        _ session: Session,
        _ logger: Logger,
        _ surroundings: Surroundings
    ) -> [ServiceGroupConfiguration.ServiceConfiguration] {
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: application),
            .init(service: SweepService(session: session, post: post, logger: logger)),
        ]
        if let exchange {
            let round = ExchangeRound(ExchangeFolder(path: exchange), templates, session, surroundings)
            services.append(.init(service: ExchangeService(round: round, logger: logger)))
        }
        return services
    }

    /// What to type for this program: its name where the shell finds it, else its path.
    private static func program(_ surroundings: Surroundings) -> String {
        guard let folder = surroundings.executableFolder else { return "recoup" }
        let path = surroundings.environment["PATH"] ?? ""
        return path.split(separator: ":").contains(Substring(folder)) ? "recoup" : Shell.quoted(folder + "/recoup")
    }

    private func greet(_ port: Int, _ place: String, _ session: Session, _ surroundings: Surroundings) {
        let stated = desk.database ?? surroundings.variable(.database)
        let database = stated.map { " --database \(Shell.quoted($0))" } ?? ""
        let program = Self.program(surroundings)
        let lines = [
            "The desk is at http://127.0.0.1:\(port)",
            "  database  \(place) (\(session.desk.book.rawValue) book)",
            "  person    \(session.actor.person.systemName)",
            "Try in another terminal:",
            "  \(program) tickets list\(database)",
            "  \(program) tickets list\(database) 'is:open sort:due'",
            "  \(program) audit verify\(database)",
            "Ctrl-C stops.",
        ]
        try? surroundings.console.output.write(Array((lines.joined(separator: "\n") + "\n").utf8))
        try? surroundings.console.output.flush()
    }
}
