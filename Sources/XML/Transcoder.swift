import Glibc

/// Turns a document's bytes into UTF-8, piece by piece.
package final class Transcoder {
    private enum Method {
        case copy
        case utf16(bigEndian: Bool)
        case iconv(iconv_t)
    }

    private let method: Method
    /// For sentences.
    let name: String

    init(_ encoding: SourceEncoding) throws(OpeningFault) {
        switch encoding {
        case .utf8:
            method = .copy
            name = "UTF-8"
        case .utf16(let bigEndian):
            method = .utf16(bigEndian: bigEndian)
            name = "UTF-16"
        case .other(let declared):
            let spelling = Self.iconvName(declared)
            guard let converter = iconv_open("UTF-8", spelling), Int(bitPattern: converter) != -1 else {
                throw OpeningFault(kind: .unknownEncoding(declared))
            }
            method = .iconv(converter)
            name = declared
        }
    }

    deinit {
        if case .iconv(let converter) = method { iconv_close(converter) }
    }

    var isCopy: Bool {
        if case .copy = method { true } else { false }
    }

    /// Appends the UTF-8 form of `input`. Returns how many bytes of it were used; the rest is an unfinished character,
    /// or with `isGood` false one that the encoding does not have.
    func convert(_ input: [UInt8], into output: inout [UInt8]) -> (used: Int, isGood: Bool) {
        switch method {
        case .copy:
            output.append(contentsOf: input)
            return (input.count, true)
        case .utf16(let bigEndian): return Self.utf16(input, bigEndian: bigEndian, into: &output)
        case .iconv(let converter): return Self.converted(input, converter, into: &output)
        }
    }

    /// Appends the whole characters of UTF-16 text as UTF-8. Returns how many bytes they took, and whether what follows
    /// them can be the beginning of another.
    package static func utf16(_ input: [UInt8], bigEndian: Bool, into output: inout [UInt8]) -> (
        used: Int, isGood: Bool
    ) {
        func unit(_ index: Int) -> UInt32 {
            let (a, b) = (UInt32(input[index]), UInt32(input[index + 1]))
            return bigEndian ? a << 8 | b : b << 8 | a
        }
        var index = 0
        while index + 1 < input.count {
            var value = unit(index)
            var length = 2
            if value & 0xFC00 == 0xD800 {
                guard index + 3 < input.count else { return (index, true) }
                let low = unit(index + 2)
                guard low & 0xFC00 == 0xDC00 else { return (index, false) }
                value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
                length = 4
            }
            guard let scalar = Unicode.Scalar(value) else { return (index, false) }
            for byte in UTF8.encode(scalar) ?? .init() { output.append(byte) }
            index += length
        }
        return (index, true)
    }

    private static func converted(_ input: [UInt8], _ converter: iconv_t, into output: inout [UInt8]) -> (Int, Bool) {
        var input = input
        let total = input.count
        var left = total
        var isGood = true
        input.withUnsafeMutableBytes { source in
            var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
            while left > 0 {
                var failure: Int32 = 0
                let piece = [UInt8](unsafeUninitializedCapacity: left * 4 + 16) { target, written in
                    var room = target.count
                    let result = target.withMemoryRebound(to: CChar.self) { characters in
                        var to = characters.baseAddress
                        return iconv(converter, &from, &left, &to, &room)
                    }
                    failure = result == -1 ? errno : 0
                    written = target.count - room
                }
                output.append(contentsOf: piece)
                if failure == EILSEQ { isGood = false }
                if failure != E2BIG { return }
            }
        }
        return (total - left, isGood)
    }

    private static func iconvName(_ declared: String) -> String {
        switch declared.uppercased().filter({ $0 != "-" && $0 != "_" }) {
        // Korean files that say EUC-KR are CP949 in practice, which holds all of EUC-KR.
        case "EUCKR", "KSC56011987", "WINDOWS949", "UHC": "CP949"
        case "WINDOWS31J": "CP932"
        case "ISO88591", "LATIN1": "ISO-8859-1"
        default: declared.replacing("_", with: "-")
        }
    }
}
