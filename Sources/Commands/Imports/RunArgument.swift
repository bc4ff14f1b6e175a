import ArgumentParser
import Basics
import Casework

/// An import, as commands take it.
struct RunArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The import's id, as 'imports list' shows it.", valueName: "run"))
    var run: String

    /// Throws ``Failure/usage(_:)``.
    func id() throws -> IntakeRun.ID { try Self.id(run) }

    static func id(_ text: String) throws -> IntakeRun.ID {
        guard let id = try? IntakeRun.ID(text) else {
            throw Failure.usage("'\(SafeText.line(text))' is no import's id; see 'recoup imports list'")
        }
        return id
    }
}
