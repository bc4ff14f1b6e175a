import Packing

/// A file without a name for what belongs together and stands apart, whose refusals are the document's.
final class SpoolFile: Sendable {
    private let file: NamelessFile
    private let folder: String

    /// Throws ``DocumentFault/foreign(_:)``.
    init(in folder: String) throws(DocumentFault) {
        self.folder = folder
        do throws(NamelessFile.Refusal) { file = try NamelessFile(in: folder) } catch {
            throw Self.fault(folder, error)
        }
    }

    /// Puts bytes behind the last ones. For one writer.
    func append(_ bytes: [UInt8]) throws(DocumentFault) {
        do throws(NamelessFile.Refusal) { try file.append(bytes) } catch { throw Self.fault(folder, error) }
    }

    /// The bytes from a position on: `count`, or fewer at the end.
    func bytes(at position: Int64, count: Int) throws(DocumentFault) -> [UInt8] {
        do throws(NamelessFile.Refusal) { return try file.bytes(at: position, count: count) } catch {
            throw Self.fault(folder, error)
        }
    }

    /// Exactly so many bytes.
    func allBytes(at position: Int64, count: Int) throws(DocumentFault) -> [UInt8] {
        let piece = try bytes(at: position, count: count)
        guard piece.count == count else { throw gone }
        return piece
    }

    var gone: DocumentFault { .foreign("\(folder): what was put there is gone; run it again") }

    private static func fault(_ folder: String, _ refusal: NamelessFile.Refusal) -> DocumentFault {
        .foreign("\(folder): the rows of the document cannot be put there: \(refusal.words)")
    }
}
