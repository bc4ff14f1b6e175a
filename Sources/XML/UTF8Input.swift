/// A byte source as checked UTF-8: whole characters only, none that XML forbids, no byte order mark.
final class UTF8Input {
    enum Piece {
        /// So many bytes were appended; every one of them is good.
        case bytes(Int)
        case end
        /// The text can not go on after what was appended.
        case fault(XMLFault.Kind)
    }

    private let stream: ByteStream
    private let maximum: Int64
    private var transcoder: Transcoder
    /// Raw bytes that were read and not used yet.
    private var rest: [UInt8] = []
    /// Offset in the file of the first byte of `rest`.
    private var restOffset: Int64 = 0
    private var isAtEnd = false
    /// `rest` holds the first bytes of a character whose others are still to be read.
    private var needsMore = false
    private var pendingFault: XMLFault.Kind?
    /// The part of a file read at once.
    private static let blockLength = 64 << 10

    var bytesRead: Int64 { stream.bytesRead }

    /// Opens the source and reads its first bytes.
    init(_ source: ByteSource, limits: Limits, skippingTo openings: [String] = []) throws(UTF8Input.Refusal) {
        maximum = limits.bytes
        do {
            stream = try ByteStream(source)
            let needed = openings.isEmpty ? SourceEncoding.openingLength : Self.blockLength
            while rest.count < needed {
                if try stream.read(into: &rest, count: Self.blockLength) == 0 {
                    isAtEnd = true
                    break
                }
            }
        } catch {
            throw Refusal(kind: error.kind, place: nil)
        }
        if rest.isEmpty { throw Refusal(kind: .empty, place: .start) }
        if stream.bytesRead > limits.bytes { throw Refusal(kind: .limit(.document, limits.bytes), place: .start) }
        Preamble.blank(&rest, to: openings)
        do {
            let opening = try SourceEncoding.opening(of: Array(rest.prefix(SourceEncoding.openingLength)))
            transcoder = try Transcoder(opening.encoding)
            rest.removeFirst(opening.mark)
            restOffset = Int64(opening.mark)
        } catch {
            let place = rest.prefix(error.skipping).withUnsafeBufferPointer { Place.start.advanced(over: $0) }
            throw Refusal(kind: error.kind, place: place)
        }
    }

    /// A source that is refused before there is anything to parse.
    struct Refusal: Error {
        var kind: XMLFault.Kind
        var place: Place?
    }

    /// Appends the next piece of text.
    func next(into window: inout [UInt8]) -> Piece {
        if let pendingFault { return .fault(pendingFault) }
        while true {
            if rest.isEmpty || needsMore, !isAtEnd {
                do {
                    if try stream.read(into: &rest, count: Self.blockLength) == 0 { isAtEnd = true }
                } catch {
                    return .fault(error.kind)
                }
                if stream.bytesRead > maximum {
                    pendingFault = .limit(.document, maximum)
                    return .fault(.limit(.document, maximum))
                }
            }
            if rest.isEmpty { return .end }
            let before = window.count
            if let fault = convert(into: &window) {
                pendingFault = fault
                if window.count == before { return .fault(fault) }
            }
            if window.count > before { return .bytes(window.count - before) }
            if isAtEnd {
                let fault = XMLFault.Kind.invalidBytes(encoding: transcoder.name, byte: restOffset)
                pendingFault = fault
                return .fault(fault)
            }
        }
    }

    /// Moves what is whole and good from `rest` to the window; returns why the rest is not.
    private func convert(into window: inout [UInt8]) -> XMLFault.Kind? {
        let before = window.count
        let (used, isGood) = transcoder.convert(rest, into: &window)
        let (good, finding) = window.withUnsafeBufferPointer { CharacterCheck.check($0, from: before) }
        var fault: XMLFault.Kind?
        var consumed = used
        switch finding {
        case .fine: break
        case .incomplete:
            consumed = good - before  // only a copy can end inside a character
        case .notUTF8: fault = .invalidBytes(encoding: transcoder.name, byte: restOffset + Int64(good - before))
        case .forbidden(let scalar): fault = .forbiddenCharacter(scalar)
        }
        window.removeLast(window.count - good)
        if fault == nil, !isGood { fault = .invalidBytes(encoding: transcoder.name, byte: restOffset + Int64(used)) }
        restOffset += Int64(consumed)
        if consumed == rest.count { rest.removeAll(keepingCapacity: true) } else { rest.removeFirst(consumed) }
        needsMore = !rest.isEmpty
        return fault
    }
}
