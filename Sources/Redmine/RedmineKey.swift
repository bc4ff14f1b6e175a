/// The API key of a person in Redmine. Printed nowhere.
package struct RedmineKey: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    let text: String

    /// Throws ``RedmineFault/key`` for what cannot stand in a header.
    package init(_ text: String) throws(RedmineFault) {
        guard !text.isEmpty, text.utf8.count <= 200, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .key
        }
        self.text = text
    }

    package var description: String { "(API key)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
