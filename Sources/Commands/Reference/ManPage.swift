import ArgumentParser

/// The man page (man(7) macros), from the same help as `--help`.
package enum ManPage {
    package static var text: String {
        var lines = [
            ".TH RECOUP 1 \"\" \"Recoup \(Version.number)\" \"User Commands\"", ".SH NAME",
            "recoup \\- \(roff(RecoupCommand.configuration.abstract))", ".SH DESCRIPTION",
            roff(RecoupCommand.configuration.discussion), ".SH COMMANDS",
        ]
        for entry in CommandReference.entries.dropFirst() {
            lines += [".SS \(roff(entry.name))", ".nf"]
            lines += entry.help.split(separator: "\n", omittingEmptySubsequences: false).map { roff(String($0)) }
            lines.append(".fi")
        }
        lines.append(".SH EXIT STATUS")
        for status in CommandOutcome.allCases { lines += [".TP", ".B \(status.rawValue)", roff(status.meaning)] }
        lines.append(".SH ENVIRONMENT")
        for variable in EnvironmentVariable.allCases {
            lines += [".TP", ".B \(variable.rawValue)", roff(variable.meaning)]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A backslash begins an escape, a hyphen would become a typographic one, and a dot or an apostrophe at the start of a
    /// line begins a request.
    static func roff(_ text: String) -> String {
        let escaped = text.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\e")
            .split(separator: "-", omittingEmptySubsequences: false).joined(separator: "\\-")
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }
}
