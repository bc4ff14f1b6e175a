import Basics
import Glibc
import Testing
import Tickets

@testable import Commands

/// Drafts that outlive the program.
struct DraftFileTests {
    private let recoup: CommandRun
    private let file: DraftFile
    private let ticket = Ticket.ID(GUID(high: 1, low: 2))

    init() throws {
        recoup = try CommandRun()
        let home = try recoup.again(["XDG_DATA_HOME": recoup.folder.path])
        file = try #require(DraftFile(place: "desk.db", person: "ada", home.surroundings))
    }

    private func drafts(_ texts: [TicketAction: String]) -> TriageDrafts {
        var drafts = TriageDrafts()
        for (action, text) in texts { drafts[ticket, action] = [.text: text] }
        return drafts
    }

    @Test func `two terminals keep their drafts beside each other`() async throws {
        let nothing = TriageDrafts()
        try await file.keep(drafts([.ask: "Which line?"]), since: nothing)
        try await file.keep(drafts([.decline: "Too late"]), since: nothing)
        #expect(try file.read() == drafts([.ask: "Which line?", .decline: "Too late"]))
        // What one of them sent is gone, what the other wrote is not.
        try await file.keep(nothing, since: drafts([.ask: "Which line?"]))
        #expect(try file.read() == drafts([.decline: "Too late"]))
        try await file.keep(nothing, since: drafts([.decline: "Too late"]))
        #expect(try file.read() == nothing && access(file.path, F_OK) != 0)
    }

    @Test func `drafts are for their owner's eyes only, and nothing is left beside them`() async throws {
        try await file.keep(drafts([.ask: "Which line?"]), since: TriageDrafts())
        var status = stat()
        #expect(stat(file.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(try recoup.folder.names.filter { $0.hasSuffix(".part") } == [])
    }

    @Test func `a file that holds no drafts is said to be none, and is left as it is`() async throws {
        try await file.keep(drafts([.ask: "x"]), since: TriageDrafts())
        let text = "not drafts"
        let descriptor = open(file.path, O_WRONLY | O_TRUNC)
        _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        close(descriptor)
        let said = #expect(throws: Failure.self) { try file.read() }
        #expect(said?.sentence?.hasSuffix("it holds no drafts; move it away") == true)
        await #expect(throws: Failure.self) { try await file.keep(drafts([.ask: "y"]), since: TriageDrafts()) }
        #expect(try LocalFile.bytes(of: file.path, limit: 100) == Array(text.utf8))
    }
}
