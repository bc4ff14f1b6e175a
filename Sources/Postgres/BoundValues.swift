import CLibPQ
import SQL

/// A statement's values as libpq wants them: whole numbers and text as text that ends with a zero byte, bytes as they
/// are.
struct BoundValues {
    private var bytes: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [Value]) throws(SQLError) {
        for (index, value) in values.enumerated() {
            var isBinary = false
            starts.append(bytes.count)
            switch value {
            case .null:
                starts[index] = nil
            case .integer(let integer):
                bytes.append(contentsOf: String(integer).utf8)
            case .text(let text):
                let start = bytes.count
                bytes.append(contentsOf: text.utf8)
                if bytes[start...].contains(0) { throw .nulInText(bind: index + 1) }
            case .blob(let blob):
                isBinary = true
                bytes.append(contentsOf: blob)
            }
            lengths.append(isBinary ? Int32(bytes.count - (starts[index] ?? 0)) : 0)
            formats.append(isBinary ? 1 : 0)
            bytes.append(0)
        }
    }

    var byteCount: Int { bytes.count }

    /// Hands over count, values, lengths and formats.
    func withParameters<T>(
        _ body: (
            Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> T
    ) -> T {
        bytes.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = starts.map { offset -> UnsafePointer<CChar>? in
                guard let offset, let start else { return nil }
                return start + offset
            }
            return body(Int32(starts.count), pointers, lengths, formats)
        }
    }
}
