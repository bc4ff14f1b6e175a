import ArgumentParser

/// `completions`
struct CompletionsCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Write the completions for a shell.",
        discussion: """
            bash: save as share/bash-completion/completions/recoup. zsh: save as share/zsh/site-functions/_recoup. fish: save \
            as share/fish/vendor_completions.d/recoup.fish. 'make install' does all three.
            """
    )

    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish
    }

    @Argument(help: "The shell.")
    var shell: Shell

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        let target: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        try surroundings.console.print(RecoupCommand.completionScript(for: target))
        return .done
    }
}
