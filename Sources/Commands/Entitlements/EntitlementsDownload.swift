import ArgumentParser
import Basics
import Casework
import Orders

/// `entitlements download`
struct EntitlementsDownload: Verb {
    static let configuration = CommandConfiguration(
        commandName: "download",
        abstract: "Download the software of a line: to standard output, or into a file.",
        discussion: "In the simulated book these are small samples in the place of the real media."
    )

    @OptionGroup(title: "Media") var media: MediaOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write into this file, which must not be there yet.", valueName: "file"),
        completion: .file()
    )
    var output: String?

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        if output == nil, surroundings.console.outputIsTerminal, !rehearsal.dryRun {
            throw Failure.usage("a file's bytes may upset a terminal; name a file with -o, or use a pipe")
        }
        return try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let take = {
                try await session.desk.download(
                    order: media.order,
                    line: media.line,
                    media: media.media,
                    by: session.actor
                )
            }
            if rehearsal.dryRun {
                let file = try await take()
                surroundings.console.say(
                    "\(file.name) with \(Sizes.bytes(Int64(file.bytes.count))) would be downloaded"
                )
            } else if let output {
                try await NewFile.write(output, replacing: false, name: surroundings.makeID().description) { sink in
                    try sink.write(try await take().bytes)
                }
            } else {
                try surroundings.console.output.write(try await take().bytes)
                try surroundings.console.output.flush()
            }
            return .done
        }
    }
}
