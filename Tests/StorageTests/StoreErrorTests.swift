import Basics
import Casework
import Foundation
import SQL
import SQLite
import SampleDesk
import Storage
import Testing
import Tickets

@Suite struct StoreErrorTests {
    @Test func `a full disk is told and nothing is kept`() async throws {
        try await Backing.withFolder { folder in
            var settings = SQLiteSettings()
            settings.maximumPages = 200
            let database = try SQLiteDatabase(path: folder + "/desk.db", settings: settings)
            try await SQLDeskStore.prepare(database, at: SampleClock.start)
            let store = SQLDeskStore(database)
            let sentence = """
                There is no room left for the database \(folder)/desk.db; this change was undone. Free some space and try again.
                """
            await #expect(throws: StoreError.full(sentence)) {
                try await store.write { records in
                    try records.set("kept", to: "no")
                    try records.save(FileContent([UInt8](repeating: 7, count: 2_000_000)))
                }
            }
            #expect(try await store.read { try $0.setting("kept") } == nil)
            let fileRows = try await database.count("file")
            #expect(fileRows == 0)
            await database.close()
        }
    }

    @Test func `a file that is no database is told and left as it is`() async throws {
        try await Backing.withFolder { folder in
            let path = folder + "/desk.db"
            let text = String(repeating: "not a database at all\n", count: 100)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            await #expect(throws: (any Error).self) {
                let database = try SQLiteDatabase(path: path)
                try await SQLDeskStore.prepare(database, at: SampleClock.start)
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }

    @Test func `a closed database is unavailable`() async throws {
        let database = try SQLiteDatabase.inMemory()
        try await SQLDeskStore.prepare(database, at: SampleClock.start)
        let store = SQLDeskStore(database)
        await database.close()
        await #expect(throws: StoreError.unavailable("The database was closed.")) {
            try await store.read { try $0.people() }
        }
    }

    @Test(arguments: Backing.allCases)
    func `what a body throws passes, and nothing of it is kept`(backing: Backing) async throws {
        try await backing.withDesk { sample, database in
            await #expect(throws: Overtaken()) {
                try await sample.desk.store.write { records in
                    try records.set("kept", to: "no")
                    throw Overtaken()
                }
            }
            let settingRows = try await database.count("setting")
            #expect(settingRows == 0)
        }
    }

    @Test(arguments: Backing.allCases)
    func `an id that is there already is overtaken, and the transaction goes on`(backing: Backing) async throws {
        try await backing.withDesk { sample, database in
            let made = try SampleTicket(in: .submitted)
            let record = NewRecord(ticket: made.ticket, events: made.events)
            try await sample.desk.store.write { records in
                try records.insert([record.numbered(10_001)])
                #expect(throws: Overtaken()) { try records.insert([record.numbered(10_002)]) }
                try records.set("after", to: "yes")
            }
            let ticketRows = try await database.count("ticket")
            #expect(ticketRows == 1)
            let eventRows = try await database.count("event")
            #expect(eventRows == 1)
            #expect(try await sample.desk.store.read { try $0.setting("after") } == "yes")
        }
    }
}
