import Basics
import Casework
import Glibc

/// Where the desk's encryption key comes from: `RECOUP_KEY`, else the file that `RECOUP_KEY_FILE` names, else a file that
/// belongs to the database. What a key is made of never appears in a message.
struct KeySource: Sendable {
    /// The most bytes of a file that can hold a key: 64 digits and a line end, with some room.
    private static let longestFile = 200

    /// `RECOUP_KEY`, when it is set.
    private let stated: String?
    /// The file that holds the key, or will.
    private let path: String?
    private let random: @Sendable (Int) -> [UInt8]
    /// True where nothing may be left behind.
    private let isRehearsal: Bool

    init(_ place: DatabasePlace, isRehearsal: Bool, _ surroundings: Surroundings) {
        stated = surroundings.variable(.key)
        path = surroundings.variable(.keyFile) ?? Self.path(beside: place, surroundings)
        random = surroundings.randomBytes
        self.isRehearsal = isRehearsal
    }

    /// `<database>.key` beside a file, `recoup.key` in the data folder for a server; nil where there is no such folder.
    private static func path(beside place: DatabasePlace, _ surroundings: Surroundings) -> String? {
        switch place {
        case .file(let file): file + ".key"
        case .server: DatabasePlace.dataFolder(surroundings).map { $0 + "/recoup.key" }
        }
    }

    /// Where the key is looked for, for people.
    var shownPlace: String { stated == nil ? path.map(SafeText.line) ?? "RECOUP_KEY_FILE" : "RECOUP_KEY" }

    var secrets: Secrets {
        Secrets(box: { try self.box(knowing: $0) }, makeBytes: random)
    }

    /// The key that is there; one is made only for a database that knows none.
    private func box(knowing fingerprint: String?) throws(SecretsFault) -> SecretBox {
        if let stated { return try Self.box(from: stated, at: "RECOUP_KEY") }
        guard let path else { throw .noKey }
        if let found = try Self.read(path) { return found }
        guard fingerprint == nil else { throw .noKey }
        if isRehearsal {
            guard let box = SecretBox(key: random(SecretBox.keyLength)) else { throw .noKey }
            return box
        }
        try make(path)
        guard let made = try Self.read(path) else { throw .noKey }
        return made
    }

    /// 64 hexadecimal digits with nothing but blanks around them.
    private static func box(from text: String, at place: String) throws(SecretsFault) -> SecretBox {
        let digits = Array(text.trimmed.utf8)
        var key: [UInt8] = []
        var index = 0
        while index + 1 < digits.count, let high = hex(digits[index]), let low = hex(digits[index + 1]) {
            key.append(high << 4 | low)
            index += 2
        }
        guard index == digits.count, let box = SecretBox(key: key) else {
            throw .unusable(place: SafeText.line(place), reason: "it does not hold 64 hexadecimal digits")
        }
        return box
    }

    /// The key of a file that only its owner may read; nil when there is no such file.
    private static func read(_ path: String) throws(SecretsFault) -> SecretBox? {
        let shown = SafeText.line(path)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .unusable(place: shown, reason: systemMessage(errno))
        }
        defer { close(descriptor) }
        var entry = stat()
        guard fstat(descriptor, &entry) == 0 else { throw .unusable(place: shown, reason: systemMessage(errno)) }
        guard entry.st_mode & S_IFMT == S_IFREG else { throw .unusable(place: shown, reason: "it is not a file") }
        guard entry.st_mode & 0o077 == 0 else {
            throw .unusable(
                place: shown,
                reason: "others may read it; 'chmod 600 \(Shell.quoted(shown))' keeps it to its owner"
            )
        }
        var bytes = [UInt8](repeating: 0, count: longestFile + 1)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            }
            if count == 0 { break }
            guard count > 0 || errno == EINTR else { throw .unusable(place: shown, reason: systemMessage(errno)) }
            filled += max(0, count)
        }
        return try box(from: String(decoding: bytes[..<filled], as: UTF8.self), at: path)
    }

    /// Writes a new key beside its place, brings it to the disk, and gives it its name only if there is none by then: of two
    /// programs that begin together, one makes the key and the other reads it.
    private func make(_ path: String) throws(SecretsFault) {
        let shown = SafeText.line(path)
        do { try DatabasePlace.makeFolder(for: path) } catch {
            throw .unusable(place: shown, reason: "the folder cannot be made")
        }
        let temporary = "\(path).\(Self.digits(random(8))).part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unusable(place: shown, reason: systemMessage(errno)) }
        defer {
            close(descriptor)
            unlink(temporary)
        }
        let line = Array((Self.digits(random(SecretBox.keyLength)) + "\n").utf8)
        guard write(descriptor, line, line.count) == line.count, fsync(descriptor) == 0 else {
            throw .unusable(place: shown, reason: systemMessage(errno))
        }
        guard link(temporary, path) == 0 || errno == EEXIST else {
            throw .unusable(place: shown, reason: systemMessage(errno))
        }
        NewFile.syncFolder(of: path)
    }

    private static func digits(_ bytes: [UInt8]) -> String {
        let alphabet = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
