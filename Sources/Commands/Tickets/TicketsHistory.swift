import ArgumentParser
import Basics
import Casework
import Exchange
import Pages
import Tickets

/// `tickets history`
struct TicketsHistory: Verb {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Everything that happened to one ticket: who, when, through which door, from what to what.",
        discussion: """
            As text; with --html as a page to read or print, in your language, that needs no other file; with --xml as an \
            archive of this ticket with its files, which verifies and can be restored, and takes the right to export. You see \
            what you may see: without the right to internal notes, they are not there.
            """
    )

    @Argument(help: ArgumentHelp("The ticket: R-10001, 10001 or an id.", valueName: "ticket"))
    var ticket: String

    @Flag(name: .long, help: "Write the ticket's archive.")
    var xml = false

    @Flag(name: .long, help: "Write a page of HTML.")
    var html = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write into this file, replacing it; else to standard output.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    @OptionGroup var colour: ColourOptions

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Templates") var templates: TemplateOptions

    func validate() throws {
        if xml, html { throw ValidationError("--xml and --html exclude each other; choose one") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let reference = try Targets.one(ticket)
        if output == nil, xml || html, surroundings.console.outputIsTerminal {
            throw Failure.usage("\(xml ? "an archive" : "a page") is for a file; name one with -o, or use a pipe")
        }
        let pages = html ? try PrintTemplates(directory: templates.folder(surroundings)) : nil
        return try await desk.withSession(.reading, surroundings) { session in
            try await write(surroundings) { sink in
                if xml {
                    let desk = session.desk
                    _ = try await ArchiveWriter().write(reference, from: desk, for: session.actor) {
                        try sink.write($0)
                    }
                    return
                }
                let view = try await session.desk.show(reference, to: session.actor)
                let text = pages?.history(view, in: session.actor.person.language, at: surroundings.now())
                try sink.write(Array((text ?? plain(view, surroundings)).utf8))
            }
            return .done
        }
    }

    private func plain(_ view: TicketView, _ surroundings: Surroundings) -> String {
        var console = colour.console(surroundings)
        if output != nil { console.hasColour = false }
        let isBroken = console.outputIsTerminal && output == nil
        let text = HistoryText(view, width: isBroken ? console.width : Int.max, console)
        return text.lines.map { $0 + "\n" }.joined()
    }

    /// A file is there whole or not at all.
    private func write(_ surroundings: Surroundings, _ body: (any ByteSink) async throws -> Void) async throws {
        guard let output else {
            try await body(surroundings.console.output)
            return try surroundings.console.output.flush()
        }
        try await NewFile.write(output, replacing: true, name: surroundings.makeID().description) { try await body($0) }
        surroundings.console.say("wrote \(SafeText.line(output))")
    }
}
