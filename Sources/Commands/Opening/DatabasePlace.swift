import Glibc

/// Where the database is: a file, or a server's address.
enum DatabasePlace: Equatable {
    case file(String)
    case server(String)

    /// What was asked for, else `RECOUP_DATABASE`, else the default file. Throws ``Failure/noHome``.
    init(_ option: String?, _ surroundings: Surroundings) throws {
        let stated = option ?? surroundings.variable(.database)
        guard let stated else {
            guard let folder = Self.dataFolder(surroundings) else { throw Failure.noHome }
            self = .file(folder + "/recoup.db")
            return
        }
        if stated.hasPrefix("postgres://") || stated.hasPrefix("postgresql://") {
            self = .server(stated)
        } else if stated.contains("://"), !stated.hasPrefix("sqlite://") {
            throw Failure.usage("--database takes a file or a postgres:// address, not '\(SafeText.line(stated))'")
        } else if stated.isEmpty {
            throw Failure.usage("--database needs a file or a postgres:// address")
        } else {
            self = .file(stated.hasPrefix("sqlite://") ? String(stated.dropFirst(9)) : stated)
        }
    }

    /// `recoup` in the folder for data; nil when there is neither XDG_DATA_HOME nor HOME.
    static func dataFolder(_ surroundings: Surroundings) -> String? {
        if let data = surroundings.variable(.dataHome), data.hasPrefix("/") { return data + "/recoup" }
        return surroundings.variable(.home).map { $0 + "/.local/share/recoup" }
    }

    /// The folder that a file is in.
    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    }

    /// Makes the folders above a file, for the owner only: tickets hold what customers say.
    static func makeFolder(for path: String) throws {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        var folder = ""
        for part in path[..<slash].split(separator: "/", omittingEmptySubsequences: false) {
            folder += folder.isEmpty && !path.hasPrefix("/") ? String(part) : "/" + part
            if folder == "/" { folder = "" }
            guard !folder.isEmpty else { continue }
            if mkdir(folder, 0o700) != 0, errno != EEXIST, access(folder, F_OK) != 0 {
                throw Failure.unwritable(path: folder, reason: systemMessage(errno))
            }
        }
    }
}
