import Glibc

/// A folder that is there whole or not at all: filled beside its place under another name, then renamed.
enum NewFolder {
    /// Fills the folder through `body`, which is handed its path. An existing folder is never touched. Throws
    /// ``Failure/unwritable(path:reason:)`` and what `body` throws; nothing is left behind then.
    static func write<Value>(
        _ path: String,
        name: String,
        _ body: (String) async throws -> Value
    ) async throws -> Value {
        let shown = SafeText.line(path)
        guard access(path, F_OK) != 0 else {
            throw Failure.unwritable(path: shown, reason: "it is there already; name a new folder")
        }
        let temporary = "\(path).\(name).part"
        guard mkdir(temporary, 0o777) == 0 else { throw Failure.unwritable(path: shown, reason: systemMessage(errno)) }
        do {
            let value = try await body(temporary)
            NewFile.syncFolder(of: temporary + "/")
            guard rename(temporary, path) == 0 else {
                throw Failure.unwritable(path: shown, reason: systemMessage(errno))
            }
            NewFile.syncFolder(of: path)
            return value
        } catch {
            remove(temporary)
            throw error
        }
    }

    /// The folder and the files in it; it has no folders.
    private static func remove(_ folder: String) {
        if let directory = opendir(folder) {
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
                }
                if name != ".", name != ".." { unlink("\(folder)/\(name)") }
            }
            closedir(directory)
        }
        rmdir(folder)
    }
}
