/// The hard limits of a reader. A document that passes one of them is refused with a sentence that names the limit;
/// nothing is cut short. All lengths are bytes of the document in UTF-8.
package struct Limits: Sendable, Hashable {
    /// The whole document as it stands in the file. Default 16 GiB.
    package var bytes: Int64 = 16 << 30
    /// Elements inside each other, the root counted as 1. Default 64; never more than 250, which is near the limit
    /// that libxml2 sets itself.
    package var depth: Int = 64
    /// One record from `<` to `>`. Default 256 MiB, so that ten files of 10 MB pass in base64.
    package var recordBytes: Int = 256 << 20
    /// Elements in one record, the record itself counted. Default 100,000.
    package var elementsPerRecord: Int = 100_000
    /// Attributes of one element, namespace declarations included. Default 64.
    package var attributesPerElement: Int = 64
    /// The value of one attribute. Default 64 KiB; libxml2 itself ends at 10 MB.
    package var attributeLength: Int = 64 << 10
    /// One uninterrupted run of text or CDATA. Default 5 MiB; libxml2 itself ends at 10 MB.
    package var textLength: Int = 5 << 20
    /// The name of an element or attribute with its prefix. Default 256 bytes.
    package var nameLength: Int = 256
    /// One tag, comment or processing instruction as a whole. Default 256 KiB.
    package var markupLength: Int = 256 << 10
    /// All different names of elements, attributes, prefixes and namespaces of a document together. Default 4 MiB.
    package var differentNamesBytes: Int = 4 << 20
    /// Accepts `<!DOCTYPE name SYSTEM "…">` and ignores it; it is never fetched. An internal subset is always refused.
    /// Default false.
    package var allowsExternalDoctype: Bool = false

    /// The defaults above.
    package static let standard = Limits()

    package init() {}
}
