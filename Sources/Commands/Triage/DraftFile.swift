import Basics
import Glibc

/// Where the drafts of one person at one desk outlive the program, for their eyes only.
struct DraftFile {
    let path: String
    private let makeName: @Sendable () -> String

    /// Nil where there is no folder for data.
    init?(place: String, person: String, _ surroundings: Surroundings) {
        guard let folder = DatabasePlace.dataFolder(surroundings) else { return nil }
        let name = Digest.of("\(place)\n\(person)").description.prefix(16)
        path = "\(folder)/drafts/\(name)"
        makeName = { surroundings.makeID().description }
    }

    /// What was kept; nothing when there is no such file. Throws ``Failure/unreadable(path:reason:)`` for one that cannot be
    /// read or is none of drafts: it is left as it is.
    func read() throws -> TriageDrafts {
        guard access(path, F_OK) == 0 else { return TriageDrafts() }
        let bytes = try LocalFile.bytes(of: path, limit: 64_000_000)
        do throws(Fault) { return TriageDrafts(try Fields(parsing: bytes)) } catch {
            throw Failure.unreadable(path: SafeText.line(path), reason: "it holds no drafts; move it away")
        }
    }

    /// Keeps what has changed from `before` to `after`. What another terminal has kept meanwhile stays. Throws
    /// ``Failure``; what was there before is there then.
    func keep(_ after: TriageDrafts, since before: TriageDrafts) async throws {
        try DatabasePlace.makeFolder(for: path)
        let lock = open(DatabasePlace.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { throw Failure.unwritable(path: SafeText.line(path), reason: systemMessage(errno)) }
        // Closing it lets the next one in.
        defer { close(lock) }
        while flock(lock, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw Failure.unwritable(path: SafeText.line(path), reason: systemMessage(errno))
            }
        }
        var drafts = try read()
        drafts.take(after, since: before)
        guard !drafts.isEmpty else {
            unlink(path)
            return
        }
        try await NewFile.write(path, replacing: true, isPrivate: true, name: makeName()) {
            try $0.write(drafts.fields.bytes)
        }
    }
}
