import Glibc

/// The keys of a terminal, one after the other.
struct KeyInput {
    private let descriptor: Int32
    private let interruption: Interruption
    private var decoder = KeyDecoder()
    private var isAtEnd = false

    init(_ input: Input, _ interruption: Interruption) {
        descriptor = input.descriptor
        self.interruption = interruption
    }

    /// Waits for the next key; nil when the terminal has gone away. Ctrl-C and signals that end the program are
    /// `.control("c")`.
    mutating func next() throws -> Key? {
        while true {
            if interruption.isSet { return .control("c") }
            if let key = decoder.next(isLast: isAtEnd) { return key }
            if isAtEnd { return nil }
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            // A lone escape is told from the beginning of a sequence by the pause behind it.
            let found = poll(&ready, 1, decoder.isPending ? 50 : 200)
            if found == 0, !decoder.isPasting, let key = decoder.next(isLast: true) { return key }
            if found > 0 { try read() }
        }
    }

    private mutating func read() throws {
        var piece = [UInt8](repeating: 0, count: 1_024)
        let count = Glibc.read(descriptor, &piece, piece.count)
        if count > 0 {
            decoder.feed(piece[..<count])
        } else if count == 0 || errno == EIO {
            isAtEnd = true
        } else if errno != EINTR, errno != EAGAIN {
            throw Failure.unreadable(path: "standard input", reason: systemMessage(errno))
        }
    }
}
