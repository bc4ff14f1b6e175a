import Basics
import Foundation
import Testing

@testable import Commands

/// Where the encryption key comes from, and that it goes nowhere else.
struct KeyTests {
    private static let digits = String(repeating: "07", count: 32)
    private static let software = "DG7GMGF0FKZV:0001"

    private func key(_ recoup: CommandRun, of order: String) async throws -> CommandRun.Result {
        try await recoup("entitlements", "key", order, "0", "--version", "2019")
    }

    private func mode(_ path: String) throws -> Int {
        let value = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        return try #require(value)
    }

    @Test func `the first product key makes the encryption key, for its owner only`() async throws {
        let recoup = try await SimulatedDesk.made()
        let order = try await SimulatedDesk.bought(recoup, Self.software)
        let file = recoup.folder.file("desk.db.key")
        #expect(!FileManager.default.fileExists(atPath: file))
        let first = try await key(recoup, of: order)
        #expect(
            first == CommandRun.Result(status: .done, output: String(repeating: "K", count: 32) + "\n", messages: "")
        )
        #expect(try recoup.folder.text("desk.db.key") == Self.digits + "\n")
        #expect(try mode(file) == 0o600)
        #expect(try recoup.folder.names.filter { $0.hasSuffix(".part") } == [])
        // The same ever after, with the same file.
        #expect(try await key(recoup, of: order) == first)
    }

    @Test func `a rehearsal makes no key and shows none`() async throws {
        let recoup = try await SimulatedDesk.made()
        let order = try await SimulatedDesk.bought(recoup, Self.software)
        let words = [order, "0", "--version", "2019", "--dry-run"]
        for (verb, message) in [
            ("key", "recoup: the key would be shown\n"), ("link", "recoup: a link would be made\n"),
            (
                "download",
                "recoup: DG7GMGF0FKZV-0001-2019-en-64bit.txt with 158 B would be downloaded\n"
            ),
        ] {
            let result = try await recoup.run(["entitlements", verb] + words)
            #expect(result == CommandRun.Result(status: .done, output: "", messages: message))
        }
        #expect(try recoup.folder.names.filter { $0.hasSuffix(".key") } == [])
        #expect(try await recoup.done("activity", "--kind", "keyShown") == "")
    }

    @Test func `a file that others may read is refused with what puts it right`() async throws {
        let recoup = try await SimulatedDesk.made()
        let order = try await SimulatedDesk.bought(recoup, Self.software)
        let file = try recoup.folder.write(Self.digits, to: "desk.db.key")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        let refused = try await key(recoup, of: order)
        #expect(refused.status == .refused)
        #expect(
            refused.messages
                == "recoup: the encryption key at \(file) cannot be used: others may read it; 'chmod 600 \(file)' keeps it to "
                + "its owner\n"
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: file)
        #expect(try await key(recoup, of: order).status == .done)
    }

    @Test func `a database that knows a key takes no other, and none is made for it`() async throws {
        let recoup = try await SimulatedDesk.made()
        let order = try await SimulatedDesk.bought(recoup, Self.software)
        let shown = try await key(recoup, of: order).output
        let file = recoup.folder.file("desk.db.key")

        let other = String(repeating: "ab", count: 32)
        try other.write(toFile: file, atomically: false, encoding: .utf8)
        let refused = try await key(recoup, of: order)
        #expect(refused.status == .refused)
        #expect(refused.messages.contains("is not the one that this database was encrypted with"))
        #expect(!refused.messages.contains("abab") && !refused.messages.contains("0707"))

        try FileManager.default.removeItem(atPath: file)
        let missing = try await key(recoup, of: order)
        #expect(missing.status == .refused)
        #expect(
            missing.messages.hasPrefix(
                "recoup: the encryption key of this database is not here; give it with RECOUP_KEY"
            )
        )
        #expect(!FileManager.default.fileExists(atPath: file))

        // Put back in the environment, or in a file of another name, it opens what it sealed.
        for environment in [
            ["RECOUP_KEY": Self.digits.uppercased() + "\n"],
            ["RECOUP_KEY_FILE": try recoup.folder.writePrivate(Self.digits, to: "elsewhere")],
        ] {
            let again = try recoup.again(environment)
            #expect(try await key(again, of: order).output == shown)
        }
    }

    @Test func `what is no key is refused without being shown`() async throws {
        let secret = "0123456789abcdef"
        let recoup = try await SimulatedDesk.made(environment: ["RECOUP_KEY": secret])
        let order = try await SimulatedDesk.bought(recoup, Self.software)
        let refused = try await key(recoup, of: order)
        #expect(refused.status == .refused)
        #expect(
            refused.messages
                == "recoup: the encryption key at RECOUP_KEY cannot be used: it does not hold 64 hexadecimal digits\n"
        )
    }

    @Test func `RECOUP_KEY_FILE names where the key is made; a folder is none`() async throws {
        let folder = try Folder()
        let file = folder.file("deep/keys/desk")
        let recoup = try await SimulatedDesk.made(environment: ["RECOUP_KEY_FILE": file])
        let order = try await SimulatedDesk.bought(recoup, Self.software)
        #expect(try await key(recoup, of: order).status == .done)
        #expect(try mode(file) == 0o600)
        #expect(try mode(folder.file("deep/keys")) == 0o700)
        let wrong = try recoup.again(["RECOUP_KEY_FILE": folder.path])
        #expect(try await key(wrong, of: order).messages.contains("cannot be used: it is not a file"))
    }

    @Test func `a server's key lies in the folder for data`() throws {
        let recoup = try CommandRun(environment: ["XDG_DATA_HOME": "/data", "HOME": "/home/kim"])
        let source = KeySource(.server("postgres://desk"), isRehearsal: true, recoup.surroundings)
        #expect(source.shownPlace == "/data/recoup/recoup.key")
        let home = try CommandRun(environment: ["HOME": "/home/kim"])
        #expect(
            KeySource(.server("postgres://desk"), isRehearsal: true, home.surroundings).shownPlace
                == "/home/kim/.local/share/recoup/recoup.key"
        )
        let stated = try CommandRun(environment: ["RECOUP_KEY": Self.digits])
        #expect(KeySource(.file("desk.db"), isRehearsal: true, stated.surroundings).shownPlace == "RECOUP_KEY")
    }

    @Test func `a backup says that the key has to be kept as well, once there is one`() async throws {
        let recoup = try await SimulatedDesk.made()
        let order = try await SimulatedDesk.bought(recoup, Self.software)
        let before = try await recoup("database", "backup", recoup.folder.file("one.db"))
        #expect(!before.messages.contains("key"))
        _ = try await key(recoup, of: order)
        let after = try await recoup("database", "backup", recoup.folder.file("two.db"))
        #expect(
            after.messages.hasSuffix(
                "recoup: the product keys in the copy can be read only with the encryption key "
                    + "(\(recoup.folder.file("desk.db.key"))); keep that too, at another place\n"
            )
        )
        #expect(!after.messages.contains("0707"))
    }

    @Test func `programs that are started do not see the key`() async throws {
        let recoup = try CommandRun(environment: ["RECOUP_KEY": Self.digits, "PATH": "/usr/bin:/bin"])
        let seen = try await ChildProgram(name: "env", package: "coreutils", arguments: [], limit: .seconds(10))
            .run([], recoup.surroundings)
        let text = String(decoding: seen, as: UTF8.self)
        #expect(text.contains("RECOUP_DATABASE="))
        #expect(!text.contains("RECOUP_KEY"))
    }
}

extension Folder {
    /// A file that only its owner may read.
    func writePrivate(_ text: String, to name: String) throws -> String {
        let path = try write(text, to: name)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        return path
    }
}
