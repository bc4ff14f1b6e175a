/// What went out in another product's format.
package struct ExportReport: Hashable, Sendable {
    package internal(set) var tickets: Int64 = 0
    package internal(set) var comments: Int64 = 0
    package internal(set) var files: Int64 = 0
    /// Things that the format or the mapping could not carry; each was told.
    package internal(set) var losses: Int64 = 0
    package internal(set) var bytes: Int64 = 0

    package init() {}
}

/// How far an export has come.
package struct ExportProgress: Hashable, Sendable {
    package let tickets: Int64
    package let bytes: Int64
}
