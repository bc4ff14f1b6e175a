import Glibc

/// A file that is there whole or not at all: written beside its place under another name, brought to the disk, then renamed.
enum NewFile {
    /// Writes the file through `body`. With `replacing` false an existing file is left as it is. `name` makes the temporary
    /// one unique. A private one is for its owner's eyes only. Throws ``Failure/unwritable(path:reason:)`` and what `body` throws; nothing is left behind then.
    @discardableResult
    static func write<Value>(
        _ path: String,
        replacing: Bool,
        isPrivate: Bool = false,
        name: String,
        _ body: (DescriptorSink) async throws -> Value
    ) async throws -> Value {
        let shown = SafeText.line(path)
        if !replacing, access(path, F_OK) == 0 {
            throw Failure.unwritable(path: shown, reason: "it is there already; it was left as it is")
        }
        let temporary = "\(path).\(name).part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure.unwritable(path: shown, reason: systemMessage(errno)) }
        let value: Value
        do {
            let sink = DescriptorSink(descriptor, naming: shown)
            value = try await body(sink)
            try sink.flush()
            guard fsync(descriptor) == 0 else { throw Failure.unwritable(path: shown, reason: systemMessage(errno)) }
            if !isPrivate {
                // What the owner's mask allows, as for any other new file.
                let mask = umask(0)
                umask(mask)
                fchmod(descriptor, 0o666 & ~mask)
            }
            guard rename(temporary, path) == 0 else {
                throw Failure.unwritable(path: shown, reason: systemMessage(errno))
            }
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        close(descriptor)
        syncFolder(of: path)
        return value
    }

    /// So that the new name outlives a power loss.
    static func syncFolder(of path: String) {
        let descriptor = open(DatabasePlace.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
