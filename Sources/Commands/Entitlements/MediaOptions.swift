import ArgumentParser
import Orders

/// Which software, and which media of it.
struct MediaOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The order: its id or its short number.", valueName: "order"))
    var order: String

    @Argument(help: ArgumentHelp("The line, as 'entitlements list' tells it.", valueName: "line"))
    var line: Int

    @Option(name: .long, help: ArgumentHelp("The version, as 'entitlements list' tells it.", valueName: "version"))
    var version: String

    @Option(name: .long, help: "The language of the software: \(Media.languages.joined(separator: ", ")).")
    var mediaLanguage = "en"

    @Option(name: .long, help: "How wide it runs.")
    var bits = Media.Bits.x64

    var media: Media { Media(version: version, language: mediaLanguage, bits: bits) }
}
