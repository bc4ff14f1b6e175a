import CLibXML2

/// The library's own start-up, done once per process before anything else is called.
enum LibXML2 {
    /// Touching it initialises the parser and the schema data types; Swift makes the first touch thread-safe, which
    /// the library itself does not promise.
    static let isReady: Bool = {
        xmlInitParser()
        xmlSchemaInitTypes()
        return true
    }()
}

/// A NUL-terminated name or text of the library as a Swift string; empty when there is none.
func string(_ text: UnsafePointer<xmlChar>?) -> String {
    guard let text else { return "" }
    return String(decoding: UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text))), as: UTF8.self)
}
