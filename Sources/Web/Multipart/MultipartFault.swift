/// Why a body is not the `multipart/form-data` (RFC 7578) that it says it is.
enum MultipartFault: Error, Hashable, Sendable {
    case noBoundary
    /// The body ends before its last delimiter: the upload was cut off.
    case truncated
    /// Neither a line end nor two hyphens follow a delimiter.
    case brokenDelimiter
    case headTooLong(limit: Int)
    case brokenHead
    /// A part does not say which field it is.
    case noName
    case tooManyParts(limit: Int)
    case notUTF8(field: String)
    case fieldTooLong(field: String, limit: Int)
}
