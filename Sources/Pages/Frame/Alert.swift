/// Something that went wrong, above the form that it is about.
package struct Alert: Sendable {
    package let heading: String
    package let sentences: [String]
    /// What the person had written and what no form on the page can hold any more.
    package let kept: [Kept]
    package let hasKept: Bool

    package struct Kept: Sendable {
        package let label: String
        package let text: String

        package init(label: String, text: String) {
            self.label = label
            self.text = text
        }
    }

    package init(heading: String, sentences: [String], kept: [Kept] = []) {
        self.heading = heading
        self.sentences = sentences
        self.kept = kept
        hasKept = !kept.isEmpty
    }
}
