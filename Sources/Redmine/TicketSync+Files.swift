import Casework
import Exchange

extension TicketSync {
    /// Redmine keeps the last part of a name, without what file systems do not take.
    static func nameThere(_ name: String) -> String {
        let last = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        var result = ""
        var isInside = false
        for character in last {
            let isTaken = "/?%*:|\"'<>\n\r".contains(character)
            if !isTaken { result.append(character) } else if !isInside { result.append("_") }
            isInside = isTaken
        }
        return result
    }

    static func isThere(_ file: ForeignFile, in files: [ForeignFile]) -> Bool {
        files.contains { Mapping.isSameText($0.name, file.name) || Mapping.isSameText($0.name, nameThere(file.name)) }
    }

    private var uploadLimit: Int64 { mapping.option("upload-limit").flatMap(Int64.init) ?? 5 << 20 }

    func fits(_ file: ForeignFile) -> Bool { (file.size ?? 0) <= uploadLimit }

    /// Files come before the issue that takes them.
    mutating func upload(_ files: [ForeignFile]) async throws -> [RedmineRequest.Upload] {
        var uploads: [RedmineRequest.Upload] = []
        for file in files {
            let field = "file '\(file.name)'"
            guard fits(file) else {
                losses.append(Loss(field, .fileTooLarge(limit: uploadLimit, actual: file.size ?? 0)))
                continue
            }
            let bytes = try await bytes(of: file)
            do {
                let token = try await issues.client.upload(bytes, named: file.name)
                uploads.append(RedmineRequest.Upload(token: token, name: file.name, mediaType: file.mediaType))
                let name = Self.nameThere(file.name)
                if !Mapping.isSameText(name, file.name) { losses.append(Loss(field, .altered(to: name))) }
            } catch RedmineFault.refused(let why) {
                losses.append(Loss(field, .leftOut("Redmine: " + why.joined(separator: "; "))))
            } catch RedmineFault.tooLarge(let what) {
                losses.append(Loss(field, .leftOut(RedmineFault.tooLarge(what).sentence)))
            }
        }
        return uploads
    }

    private func bytes(of file: ForeignFile) async throws -> [UInt8] {
        try await desk.store.read { records in
            var bytes: [UInt8] = []
            try file.eachChunk(from: FileStore(records)) { bytes += $0 }
            return bytes
        }
    }
}
