import CLibXML2

/// Offsets, lines and columns, counted from the text itself.
extension RecordParser {
    /// How far the parser has come, as an offset in the text.
    var parserOffset: Int64 {
        guard !isStopped, let input = context.pointee.input else { return fed }
        return fed - Int64(input.pointee.end - input.pointee.cur)
    }

    /// The last byte of this value before `offset` that is still in the window.
    func lastOffset(of byte: UInt8, before offset: Int64) -> Int64? {
        let count = min(window.count, max(0, Int(offset - windowStart)))
        return window.withUnsafeBufferPointer {
            lastIndex(of: byte, in: UnsafeBufferPointer(rebasing: $0[..<count])).map { windowStart + Int64($0) }
        }
    }

    /// The line and column of an offset that lies in the window.
    func place(of offset: Int64) -> Place {
        guard offset > anchor.offset else { return anchor }
        let from = max(0, Int(anchor.offset - windowStart))
        let to = min(window.count, Int(offset - windowStart))
        guard from < to else { return anchor }
        return window.withUnsafeBufferPointer {
            anchor.advanced(over: UnsafeBufferPointer(rebasing: $0[from..<to]))
        }
    }

    /// Lets later places be counted from here.
    func moveAnchor(to offset: Int64) { anchor = place(of: offset) }
}
