import Foundation

/// Takes a `multipart/form-data` body apart while it arrives (RFC 7578, RFC 2046 §5.1). Holds at most one piece of input,
/// one delimiter and one part's head, whatever the body does.
struct MultipartParser: Sendable {
    enum Event: Equatable, Sendable {
        case begin(PartHead)
        case bytes(ArraySlice<UInt8>)
        case end
    }

    /// Longest head of one part, in bytes.
    static let headLimit = 8 * 1024
    static let partLimit = 200

    private enum State { case preamble, delimiter, head, body, epilogue }

    private let delimiter: [UInt8]
    private var state = State.preamble
    // A line end in front makes the first delimiter look like all the others.
    private var pending: [UInt8] = [13, 10]
    private var parts = 0

    /// `boundary` without its hyphens, 1 to 70 characters. Throws ``MultipartFault/noBoundary``.
    init(boundary: String) throws(MultipartFault) {
        guard (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) else {
            throw .noBoundary
        }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// The boundary that a `Content-Type` names; nil when it is not `multipart/form-data` or names none.
    static func boundary(in contentType: String) -> String? {
        let parts = contentType.split(separator: ";", omittingEmptySubsequences: true).map {
            String($0).trimmingCharacters(in: .whitespaces)
        }
        guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
        for part in parts.dropFirst() where part.lowercased().hasPrefix("boundary=") {
            let value = part.dropFirst("boundary=".count)
            return value.count >= 2 && value.first == "\"" && value.last == "\""
                ? String(value.dropFirst().dropLast()) : String(value)
        }
        return nil
    }

    /// Takes the next piece of the body. Throws ``MultipartFault``, and whatever `emit` throws.
    mutating func feed(_ input: some Sequence<UInt8>, _ emit: (Event) throws -> Void) throws {
        pending.append(contentsOf: input)
        var position = 0
        var needsMore = false
        while !needsMore {
            switch state {
            case .preamble, .body: needsMore = try scan(&position, emit)
            case .delimiter: needsMore = try readDelimiterEnd(&position)
            case .head: needsMore = try readHead(&position, emit)
            case .epilogue:
                position = pending.count
                needsMore = true
            }
        }
        pending.removeFirst(position)
    }

    /// Says that no more will come. Throws ``MultipartFault/truncated`` before the last delimiter.
    func finish() throws(MultipartFault) {
        guard case .epilogue = state else { throw .truncated }
    }

    private mutating func scan(_ position: inout Int, _ emit: (Event) throws -> Void) throws -> Bool {
        let isBody = state == .body
        guard let found = nextDelimiter(from: position) else {
            // The tail may be the beginning of a delimiter.
            let safe = max(position, pending.count - delimiter.count + 1)
            if isBody, safe > position { try emit(.bytes(pending[position..<safe])) }
            position = safe
            return true
        }
        if isBody {
            if found > position { try emit(.bytes(pending[position..<found])) }
            try emit(.end)
        }
        position = found + delimiter.count
        state = .delimiter
        return false
    }

    private func nextDelimiter(from start: Int) -> Int? {
        pending.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return nil }
            var position = start
            while position + delimiter.count <= buffer.count {
                let length = buffer.count - delimiter.count + 1 - position
                guard let hit = memchr(base + position, 13, length) else { return nil }
                position = UnsafeRawPointer(hit) - base
                if memcmp(hit, delimiter, delimiter.count) == 0 { return position }
                position += 1
            }
            return nil
        }
    }

    /// Behind a delimiter: two hyphens end the body; blanks (RFC 2046 "transport padding") and a line end begin a part.
    private mutating func readDelimiterEnd(_ position: inout Int) throws(MultipartFault) -> Bool {
        var end = position
        while end < pending.count, pending[end] == 32 || pending[end] == 9 { end += 1 }
        guard end - position <= 70 else { throw .brokenDelimiter }
        guard end + 2 <= pending.count else { return true }
        if pending[end] == UInt8(ascii: "-"), pending[end + 1] == UInt8(ascii: "-"), end == position {
            state = .epilogue
        } else if pending[end] == 13, pending[end + 1] == 10 {
            parts += 1
            guard parts <= Self.partLimit else { throw .tooManyParts(limit: Self.partLimit) }
            state = .head
        } else {
            throw .brokenDelimiter
        }
        position = end + 2
        return false
    }

    private mutating func readHead(_ position: inout Int, _ emit: (Event) throws -> Void) throws -> Bool {
        let window = pending[position...].prefix(Self.headLimit)
        guard let end = Self.blankLine(in: window) else {
            if window.count == Self.headLimit { throw MultipartFault.headTooLong(limit: Self.headLimit) }
            return true
        }
        let head = try PartHead(parsing: pending[position..<end])
        try emit(.begin(head))
        position = end + 4
        state = .body
        return false
    }

    private static func blankLine(in bytes: ArraySlice<UInt8>) -> Int? {
        var index = bytes.startIndex
        while index + 3 < bytes.endIndex {
            if bytes[index] == 13, bytes[index + 1] == 10, bytes[index + 2] == 13, bytes[index + 3] == 10 {
                return index
            }
            index += 1
        }
        return nil
    }
}
