import ArgumentParser

/// Whether anything is coloured.
struct ColourOptions: ParsableArguments {
    @Flag(name: .long, help: "Write without colour.")
    var noColor = false

    /// The console with colour as asked for.
    func console(_ surroundings: Surroundings) -> Console {
        var console = surroundings.console
        if noColor { console.hasColour = false }
        return console
    }
}
