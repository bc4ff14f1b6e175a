package import XML

/// Why a document could not be read on, or not even begun.
package enum DocumentFault: Error, Hashable, Sendable {
    case unreadable(XMLFault)
    case otherRoot(String, Place)
    case otherNamespace(String?, Place)
    case otherKind(String?, Place)
    /// Not what the format begins with, or a container that cannot be opened: what was refused, where, and what would have
    /// worked.
    case foreign(String)

    /// Where in which document.
    package struct Place: Hashable, Sendable {
        let source: String
        let line: Int
        let column: Int

        package init(source: String, line: Int, column: Int) {
            self.source = source
            self.line = line
            self.column = column
        }
    }

    /// `FILE:LINE:COLUMN: ` and what was refused and what would have worked.
    package var sentence: String {
        switch self {
        case .unreadable(let fault): fault.sentence
        case .foreign(let sentence): sentence
        case .otherRoot(let name, let place):
            "\(place): the root element is '\(short(name))', not 'recoup'; begin with \(Self.example)"
        case .otherNamespace(let namespace, let place):
            namespace.map {
                "\(place): the root element is in the namespace '\(short($0))'; begin with \(Self.example)"
            }
                ?? "\(place): the root element is in no namespace; begin with \(Self.example)"
        case .otherKind(let kind, let place):
            (kind.map { "\(place): the kind '\(short($0))' is unknown; " } ?? "\(place): the root has no kind; ")
                + "write kind=\"intake\" for requests from another system, kind=\"archive\" only for what Recoup exported"
        }
    }

    private static let example =
        "<recoup xmlns=\"\(ExchangeSchema.namespace)\" kind=\"intake\" source=\"NAME OF YOUR SYSTEM\">"

    private func short(_ text: String) -> String {
        text.count > 60 ? text.prefix(60) + "…" : text
    }
}

extension DocumentFault.Place: CustomStringConvertible {
    package var description: String { "\(source):\(line):\(column)" }
}
