/// What one batch, one record and one field of the Bulk API 1.0 may hold.
enum SalesforceLimits {
    /// A batch's bytes, which keeps its characters below ten million too: a character has one byte or more.
    static let batchBytes = 10_000_000
    static let batchRecords = 10_000
    /// UTF-16 units of one record's values.
    static let record = 400_000
    /// UTF-16 units of one field.
    static let field = 32_000
    /// UTF-16 units of an attachment's name.
    static let fileName = 255
    /// Bytes of a comment. Salesforce's own words are bytes; whoever counts characters gets no more of them.
    static let comment = 4_000
}
