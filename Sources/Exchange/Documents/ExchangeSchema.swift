package import XML

/// Where the schema of Recoup's own format is, and its text. A compiled schema belongs to one thread, so each reader
/// compiles its own from here.
package struct ExchangeSchema: Sendable {
    /// What every element of the format belongs to.
    package static let namespace = "urn:recoup:exchange:1"

    /// Below the directory of templates.
    package static let file = "exchange/recoup-1.xsd"

    package let path: String

    /// Finds the schema below a directory of templates and compiles it once, so that a broken installation is noticed
    /// before anything is read. Throws `XMLFault`, whose sentence names the file.
    package init(templates directory: String) throws(XMLFault) {
        path = directory.hasSuffix("/") ? directory + Self.file : "\(directory)/\(Self.file)"
        _ = try compiled()
    }

    /// The schema for the calling thread. Throws `XMLFault`.
    package func compiled() throws(XMLFault) -> Schema {
        try Schema(file: path)
    }
}
