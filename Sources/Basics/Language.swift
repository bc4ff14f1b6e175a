/// A language that the desk speaks.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case english = "en"
    case korean = "ko"

    /// The name in the language itself.
    package var name: String {
        switch self {
        case .english: "English"
        case .korean: "한국어"
        }
    }
}
