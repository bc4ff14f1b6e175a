package import Basics

/// A text that the desk sends often, in one language.
package struct Reply: Sendable {
    /// The file's name without its ending, the same in every language.
    package let name: String
    package let language: Language
    /// What lists call it.
    package let title: String
    /// The digit that chooses it, 1 to 9; the tenth and later ones have none.
    package let key: Int?
    private let template: TextTemplate

    init(_ template: TextTemplate, language: Language, key: Int?) {
        name = template.name
        self.language = language
        title = template.fixedHead
        self.key = key
        self.template = template
    }

    /// The reply for one ticket, to be looked at and changed before it goes out. Throws ``MissingValues`` when it says
    /// what is not known.
    package func text(_ values: PlaceholderValues) throws(MissingValues) -> String { try template.body(values) }
}
