import Glibc
import Synchronization

/// A file descriptor, buffered.
package final class DescriptorSink: ByteSink {
    private let descriptor: Int32
    /// The descriptor itself, for whoever truncates the file.
    var number: Int32 { descriptor }
    private let limit: Int
    private let name: String
    private let buffer = Mutex<[UInt8]>([])

    /// `limit`: how many bytes are gathered before they are written; 0 to write each piece at once. `name` is for errors.
    package init(_ descriptor: Int32, limit: Int = 64 * 1024, naming name: String = "standard output") {
        self.descriptor = descriptor
        self.limit = limit
        self.name = name
    }

    package func write(_ bytes: [UInt8]) throws {
        try buffer.withLock { buffer in
            buffer += bytes
            if buffer.count >= limit { try send(&buffer) }
        }
    }

    package func flush() throws {
        try buffer.withLock { try send(&$0) }
    }

    private func send(_ buffer: inout [UInt8]) throws {
        defer { buffer.removeAll(keepingCapacity: true) }
        var start = 0
        while start < buffer.count {
            let written = buffer.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
            }
            if written >= 0 {
                start += written
            } else if errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            } else if errno == EPIPE {
                throw OutputClosed()
            } else if errno != EINTR {
                throw Failure.unwritable(path: name, reason: systemMessage(errno))
            }
        }
    }
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
    String(cString: strerror(number))
}
