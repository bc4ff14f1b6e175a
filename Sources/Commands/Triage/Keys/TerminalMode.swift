import Glibc

/// How a terminal treats what is typed: as lines, which is how it is found and left, or key by key without echo.
final class TerminalMode: Sendable {
    private let descriptor: Int32
    /// Nil when it is no terminal; nothing is changed then.
    private let original: termios?

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        var found = termios()
        original = tcgetattr(descriptor, &found) == 0 ? found : nil
    }

    /// Key by key. Ctrl-C is a key then, and what is pasted says so.
    func takeKeys() {
        guard var mode = original else { return }
        mode.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        mode.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR)
        withUnsafeMutableBytes(of: &mode.c_cc) { settings in
            settings[Int(VMIN)] = 1
            settings[Int(VTIME)] = 0
        }
        tcsetattr(descriptor, TCSADRAIN, &mode)
        write("\u{1b}[?2004h")
    }

    /// As it was found. Does no harm when it is so already.
    func restore() {
        guard var mode = original else { return }
        write("\u{1b}[?2004l")
        tcsetattr(descriptor, TCSADRAIN, &mode)
    }

    /// Columns and rows; nil when nobody knows.
    var size: (columns: Int, rows: Int)? {
        var size = winsize()
        guard original != nil, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20, size.ws_row >= 8
        else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    private func write(_ sequence: String) {
        let bytes = Array(sequence.utf8)
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }
}
