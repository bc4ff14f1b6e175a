import XML

/// The bytes of a source as UTF-8 without a byte order mark. UTF-16 is converted when such a mark says that it is.
final class CSVInput {
    private let stream: ByteStream
    private var encoding = Encoding.utf8
    /// UTF-16 that was read and not converted yet.
    private var rest: [UInt8] = []

    private enum Encoding {
        case utf8
        case utf16(bigEndian: Bool)
    }

    /// The part of a file read at once.
    private static let blockLength = 256 << 10

    var bytesRead: Int64 { stream.bytesRead }

    /// Opens the source and appends its first text.
    init(_ source: ByteSource, into window: inout [UInt8]) throws(CSVFault.Kind) {
        var head: [UInt8] = []
        do throws(IOFault) {
            stream = try ByteStream(source)
            while head.count < 4, try stream.read(into: &head, count: Self.blockLength) > 0 {}
        } catch {
            throw .unreadable(error)
        }
        if let lookalike = CSVFault.Lookalike(beginning: head) { throw .lookalike(lookalike) }
        if head.starts(with: [0xff, 0xfe]) || head.starts(with: [0xfe, 0xff]) {
            encoding = .utf16(bigEndian: head[0] == 0xfe)
            rest = Array(head.dropFirst(2))
            convert(into: &window, isWhole: false)
        } else {
            window.append(contentsOf: head.dropFirst(head.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0))
        }
    }

    /// Appends the next text; false at the end.
    func read(into window: inout [UInt8]) throws(CSVFault.Kind) -> Bool {
        do throws(IOFault) {
            switch encoding {
            case .utf8: return try stream.read(into: &window, count: Self.blockLength) > 0
            case .utf16:
                let count = try stream.read(into: &rest, count: Self.blockLength)
                let hadRest = !rest.isEmpty
                convert(into: &window, isWhole: count == 0)
                return count > 0 || hadRest
            }
        } catch {
            throw .unreadable(error)
        }
    }

    /// Where the text is not UTF-16, a byte that is not UTF-8 stands for it: the scanner then names the place.
    private func convert(into window: inout [UInt8], isWhole: Bool) {
        guard case .utf16(let bigEndian) = encoding else { return }
        let (used, isGood) = Transcoder.utf16(rest, bigEndian: bigEndian, into: &window)
        rest.removeFirst(used)
        guard !isGood || isWhole && !rest.isEmpty else { return }
        window.append(0xff)
        rest = []
    }
}
