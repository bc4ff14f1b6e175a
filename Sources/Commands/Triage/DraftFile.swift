import Basics
import Glibc

/// Where the drafts of one person at one desk outlive the program, for their eyes only.
struct DraftFile {
    let path: String

    /// Nil where there is no folder for data.
    init?(place: String, person: String, _ surroundings: Surroundings) {
        guard let folder = DatabasePlace.dataFolder(surroundings) else { return nil }
        let name = Digest.of("\(place)\n\(person)").description.prefix(16)
        path = "\(folder)/drafts/\(name)"
    }

    /// What was kept; nothing when there is no such file, or when it is no file of drafts.
    func read() -> TriageDrafts {
        guard let bytes = try? LocalFile.bytes(of: path, limit: 64_000_000), let fields = try? Fields(parsing: bytes)
        else {
            return TriageDrafts()
        }
        return TriageDrafts(fields)
    }

    /// Replaces the file as a whole. Throws ``Failure/unwritable(path:reason:)``; what was there before is there then.
    func write(_ drafts: TriageDrafts) throws {
        guard !drafts.isEmpty else {
            unlink(path)
            return
        }
        try DatabasePlace.makeFolder(for: path)
        let temporary = path + ".part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure.unwritable(path: path, reason: systemMessage(errno)) }
        defer { close(descriptor) }
        let sink = DescriptorSink(descriptor, naming: path)
        try sink.write(drafts.fields.bytes)
        try sink.flush()
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
            throw Failure.unwritable(path: path, reason: systemMessage(errno))
        }
    }
}
