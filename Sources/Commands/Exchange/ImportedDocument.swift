import Exchange
import Glibc
import XML

/// A document on its way in. Its kind can be looked at before it is read, also when it comes through a pipe.
struct ImportedDocument {
    let name: String
    private let path: String?
    private let descriptor: Int32
    let temporaryFolder: String

    init(_ file: String, _ surroundings: Surroundings) {
        temporaryFolder = surroundings.variable(.temporaryFolder) ?? "/tmp"
        descriptor = surroundings.input.descriptor
        if file == "-" {
            name = "standard input"
            path = nil
        } else {
            name = file
            path = file
        }
    }

    func source() -> ByteSource {
        path.map { .file(path: $0) } ?? .descriptor(descriptor)
    }

    /// The first bytes, by which a format is known.
    func beginning() throws -> [UInt8] {
        if path == nil, lseek(descriptor, 0, SEEK_CUR) < 0 { try spool() }
        defer { if path == nil { lseek(descriptor, 0, SEEK_SET) } }
        var bytes: [UInt8] = []
        do throws(IOFault) {
            let stream = try ByteStream(source())
            while bytes.count < Self.beginningLength {
                let got = try stream.read(into: &bytes, count: Self.beginningLength - bytes.count)
                if got == 0 { break }
            }
        } catch { throw Failure.unreadable(path: SafeText.line(name), reason: error.clause) }
        return bytes
    }

    private static let beginningLength = 64 << 10

    /// What the root says; nil for anything but a document of our format, which reading it will refuse with its place.
    func kind() throws -> DocumentKind? {
        if path == nil, lseek(descriptor, 0, SEEK_CUR) < 0 { try spool() }
        defer { if path == nil { lseek(descriptor, 0, SEEK_SET) } }
        let root: Root
        do throws(XMLFault) {
            root = try RecordReader(source(), named: name).root()
        } catch { return nil }
        return root.attribute("kind").flatMap(DocumentKind.init(rawValue:))
    }

    /// Copies a pipe into a file without a name and puts that in its place.
    private func spool() throws {
        var template = Array("\(temporaryFolder)/recoup-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { throw Failure.unwritable(path: temporaryFolder, reason: systemMessage(errno)) }
        unlink(template)
        let sink = DescriptorSink(file, naming: temporaryFolder)
        var piece = [UInt8](repeating: 0, count: 256 * 1024)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure.unreadable(path: name, reason: systemMessage(errno))
            }
            try sink.write(Array(piece[..<count]))
        }
        try sink.flush()
        lseek(file, 0, SEEK_SET)
        dup2(file, descriptor)
        close(file)
    }
}
