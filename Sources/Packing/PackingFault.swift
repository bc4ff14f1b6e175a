/// Why packed data cannot be used.
package enum PackingFault: Error, Hashable, Sendable {
    case damaged
    case truncated
    case dataBehindEnd
    /// More than so many bytes when unpacked.
    case tooLarge(limit: Int64)
    case outOfMemory

    /// What was refused and what would have worked, in English, without the place.
    package var sentence: String {
        switch self {
        case .damaged: "the packed data is damaged; export it again"
        case .truncated: "the packed data ends too early; export it again"
        case .dataBehindEnd: "something stands behind the end of the packed data; export it again"
        case .tooLarge(let limit): "it has more than \(limit) bytes when unpacked, which is the most that is taken"
        case .outOfMemory: "there is no memory to unpack it"
        }
    }
}
