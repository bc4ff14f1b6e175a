/// Why a document could not be read on: what, and where.
package struct XMLFault: Error, Hashable, Sendable {
    package let kind: Kind
    /// The name that the reader was given for its source, usually a file name.
    package let source: String
    /// From 1; 0 when the fault is not in the text, as for a missing file.
    package let line: Int
    /// In characters from 1; 0 when the fault is not in the text.
    package let column: Int

    package enum Kind: Hashable, Sendable {
        // The bytes could not be had.
        case missing
        case directory
        case notPermitted
        /// The system's own words.
        case unreadable(String)

        // The bytes are not XML, or not in the encoding they claim.
        case empty
        case notXML(Lookalike)
        case unknownEncoding(String)
        case wrongEncoding(declared: String, actual: String)
        /// `byte` counts from 0 in the file.
        case invalidBytes(encoding: String, byte: Int64)
        /// A character that XML 1.0 can not carry, as it stands in the text.
        case forbiddenCharacter(UInt32)
        /// The same, written as a reference such as `&#0;`.
        case forbiddenReference

        // Constructs that are refused on purpose.
        case doctype
        case internalSubset
        case limit(Limit, Int64)

        // The document is not well-formed.
        case declarationNotFirst
        case truncated(open: String?)
        case mismatchedTag(open: String, line: Int, found: String)
        case duplicateAttribute(String)
        case undeclaredPrefix(String)
        case undefinedEntity(String)
        case unescapedAmpersand
        case unescapedLessThan
        case unescapedCDATAEnd
        case hyphensInComment
        case unquotedAttribute
        case attributeWithoutValue
        case contentAfterRoot
        case textOutsideRoot
        /// What libxml2 says about anything rarer, cleaned up.
        case notWellFormed(String)

        /// A schema that can not be used.
        case schema(String)
    }

    /// What a limit counts.
    package enum Limit: Hashable, Sendable {
        case document, depth, record, elements, attributes, attribute, text, name, markup, comment, instruction, names
    }

    /// What people mistake for XML.
    package enum Lookalike: Hashable, Sendable {
        case html, json, zip, gzip, pdf, text, utf32
    }
}
