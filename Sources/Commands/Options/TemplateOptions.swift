import ArgumentParser
import Glibc

/// Where the templates, the schema of the exchange format among them, are.
struct TemplateOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder with the templates.",
            discussion:
                "Else RECOUP_TEMPLATES, else share/recoup/Templates beside the program's bin, else ./Templates.",
            valueName: "folder"
        )
    )
    var templates: String?

    /// The folder. Throws ``Failure/noTemplates(searched:)``.
    func folder(_ surroundings: Surroundings) throws -> String {
        let candidates: [String] =
            if let templates {
                [templates]
            } else if let folder = surroundings.variable(.templates) {
                [folder]
            } else {
                [surroundings.executableFolder.map { $0 + "/../share/recoup/Templates" }, "Templates"].compactMap { $0 }
            }
        guard let found = candidates.first(where: { access($0 + "/exchange/recoup-1.xsd", R_OK) == 0 }) else {
            throw Failure.noTemplates(searched: candidates)
        }
        return found
    }
}
