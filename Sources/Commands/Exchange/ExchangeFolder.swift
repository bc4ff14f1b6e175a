import Exchange
import Glibc

/// The folder that peers exchange files through, one folder for each: `in`, `out`, `done` and `quarantine`, and beside them
/// a `mapping.xml` where the peer's names are its own.
struct ExchangeFolder {
    let path: String

    /// A file is left alone while somebody may still write it: so long after its last change, in seconds.
    static let patience = 10

    /// The peers' names, sorted. Throws ``Failure/unreadable(path:reason:)``.
    func peers() throws -> [String] {
        try Self.entries(of: path).filter { !$0.hasPrefix(".") && Self.isFolder("\(path)/\($0)") }
    }

    /// Makes what is missing of a peer's folders.
    func prepare(_ peer: String) throws {
        for name in ["in", "out", "done", "quarantine"] {
            let folder = "\(path)/\(peer)/\(name)"
            guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
                throw Failure.unwritable(path: SafeText.line(folder), reason: systemMessage(errno))
            }
        }
    }

    /// Runs `body` unless another process is at work on the peer; nil then.
    func alone<Value>(with peer: String, _ body: () async throws -> Value) async throws -> Value? {
        let lock = "\(path)/\(peer)/.lock"
        let descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Failure.unwritable(path: SafeText.line(lock), reason: systemMessage(errno)) }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
        return try await body()
    }

    /// The files that have arrived, by name: whole ones, no links, nothing hidden, nothing that ends in `.part` or `.tmp`.
    func arrived(from peer: String, at seconds: Int) throws -> [String] {
        try Self.entries(of: "\(path)/\(peer)/in").filter { name in
            guard !name.hasPrefix("."), !name.hasSuffix(".part"), !name.hasSuffix(".tmp") else { return false }
            var status = stat()
            guard lstat("\(path)/\(peer)/in/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                return false
            }
            return seconds - status.st_mtim.tv_sec >= Self.patience
        }
    }

    /// Moves a file that was brought in, or that cannot be. What is there already is never replaced. Returns the new path,
    /// from the exchange folder on.
    func move(_ name: String, of peer: String, to folder: String, stamp: String) throws -> String {
        let from = "\(path)/\(peer)/in/\(name)"
        var place = "\(peer)/\(folder)/\(stamp)-\(name)"
        var count = 1
        while access("\(path)/\(place)", F_OK) == 0 {
            count += 1
            place = "\(peer)/\(folder)/\(stamp)-\(count)-\(name)"
        }
        guard rename(from, "\(path)/\(place)") == 0 else {
            throw Failure.unwritable(path: SafeText.line(place), reason: systemMessage(errno))
        }
        NewFile.syncFolder(of: "\(path)/\(place)")
        NewFile.syncFolder(of: from)
        return place
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func entries(of folder: String) throws -> [String] {
        guard let directory = opendir(folder) else {
            throw Failure.unreadable(path: SafeText.line(folder), reason: systemMessage(errno))
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }
}
