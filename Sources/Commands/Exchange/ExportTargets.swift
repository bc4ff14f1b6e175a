import Exchange
import Glibc

/// The one file of a format that is one file.
final class SinkTarget: ExportTarget {
    private let sink: any ByteSink
    private let isStopped: () -> Bool

    init(_ sink: any ByteSink, isStopped: @escaping () -> Bool) {
        self.sink = sink
        self.isStopped = isStopped
    }

    func begin(_ name: String) throws {}

    func write(_ bytes: [UInt8]) throws {
        if isStopped() { throw Failure.interrupted("the export was stopped; what it wrote is no document") }
        try sink.write(bytes)
    }

    func end() throws { try sink.flush() }
}

/// The files of a format that is several, in a folder.
final class FolderTarget: ExportTarget {
    private let folder: String
    private let isStopped: () -> Bool
    private var file: (descriptor: Int32, sink: DescriptorSink, name: String)?

    init(_ folder: String, isStopped: @escaping () -> Bool) {
        self.folder = folder
        self.isStopped = isStopped
    }

    deinit {
        if let file { close(file.descriptor) }
    }

    func begin(_ name: String) throws {
        let shown = "\(SafeText.line(folder))/\(SafeText.line(name))"
        let path = "\(folder)/\(name)"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Failure.unwritable(path: shown, reason: systemMessage(errno)) }
        file = (descriptor, DescriptorSink(descriptor, naming: shown), name)
    }

    func write(_ bytes: [UInt8]) throws {
        if isStopped() { throw Failure.interrupted("the export was stopped; what it wrote is not complete") }
        try file?.sink.write(bytes)
    }

    func end() throws {
        guard let open = file else { return }
        file = nil
        defer { close(open.descriptor) }
        try open.sink.flush()
        guard fsync(open.descriptor) == 0 else {
            throw Failure.unwritable(path: SafeText.line(open.name), reason: systemMessage(errno))
        }
    }
}

/// Counts and keeps nothing.
final class NoTarget: ExportTarget {
    func begin(_ name: String) {}
    func write(_ bytes: [UInt8]) {}
    func end() {}
}
