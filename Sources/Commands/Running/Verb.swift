package import ArgumentParser

/// A command that does something, with everything it needs of the machine handed in.
package protocol Verb: AsyncParsableCommand {
    func run(in surroundings: Surroundings) async throws -> CommandOutcome
}
