import Basics
import Casework
import Foundation
import Testing
import Tickets

@testable import Commands

@Suite struct CourierTests {
    private let recoup: CommandRun
    private let parcel: Parcel

    init() throws {
        recoup = try CommandRun(environment: ["PATH": "/usr/bin:/bin"])
        parcel = Parcel(
            id: OutboxEntry.ID(ticket: Ticket.ID(GUID(high: 0x0c00_7000, low: 0x8000_0000_0000_0001)), version: 3),
            recipient: try EmailAddress("kim@fabrikam.com"),
            message: Array("To: <kim@fabrikam.com>\r\nSubject: s\r\n\r\nYg0K\r\n".utf8)
        )
    }

    /// A program that stands in for sendmail.
    private func sendmail(_ script: String) throws -> String {
        let file = try recoup.folder.write("#!/bin/sh\n\(script)\n", to: "sendmail")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        return file
    }

    private func refusal(_ courier: any Courier) async -> String? {
        do throws(Undeliverable) {
            try await courier.deliver(parcel)
            return nil
        } catch { return error.reason }
    }

    @Test func `sendmail gets the message and reads the recipient from it`() async throws {
        let folder = recoup.folder
        let command = try sendmail(#"echo "$@" > '\#(folder.file("arguments"))'; cat > '\#(folder.file("message"))'"#)
        #expect(await refusal(SendmailCourier(recoup.surroundings, command: command)) == nil)
        #expect(try folder.text("arguments") == "-t -i\n")
        #expect(try folder.text("message") == "To: <kim@fabrikam.com>\nSubject: s\n\nYg0K\n")
        #expect(try folder.names.filter { $0.hasPrefix("recoup-") } == [])
    }

    @Test func `a sendmail that fails says how and why`() async throws {
        let failing = try sendmail("echo first >&2; printf 'no\\033[31m route\\n' >&2; exit 75")
        #expect(
            await refusal(SendmailCourier(recoup.surroundings, command: failing))
                == "'\(failing)' ended with status 75: no\u{fffd}[31m route"
        )
        let silent = try sendmail("exit 1")
        #expect(
            await refusal(SendmailCourier(recoup.surroundings, command: silent))
                == "'\(silent)' ended with status 1 and said nothing"
        )
        let killed = try sendmail("kill -9 $$")
        #expect(
            await refusal(SendmailCourier(recoup.surroundings, command: killed))
                == "'\(killed)' was ended by signal 9 and said nothing"
        )
    }

    @Test func `a sendmail that hangs is ended, a missing one is named`() async throws {
        let hanging = try sendmail("exec sleep 600")
        let courier = SendmailCourier(recoup.surroundings, command: hanging, limit: .milliseconds(50))
        #expect(
            await refusal(courier) == "'\(hanging)' did not end well: it took longer than 0.05 seconds and was ended"
        )
        let missing = SendmailCourier(recoup.surroundings, command: "/nonexistent/sendmail")
        #expect(
            await refusal(missing)
                == "'/nonexistent/sendmail' is not installed, which makes this; install Debian's package msmtp-mta"
        )
    }

    @Test func `a folder gets one file, however often the mail comes`() async throws {
        let place = recoup.folder.file("outbox")
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        let courier = FolderCourier(place) { "unique" }
        for _ in 0..<2 { #expect(await refusal(courier) == nil) }
        let name = "00000000-0c00-7000-8000-000000000001.3.eml"
        #expect(try FileManager.default.contentsOfDirectory(atPath: place) == [name])
        #expect(try Array(recoup.folder.bytes("outbox/\(name)")) == parcel.message)
    }

    @Test func `a folder that is not there is named`() async throws {
        let place = recoup.folder.file("nowhere")
        #expect(
            await refusal(FolderCourier(place) { "unique" })
                == "\(place)/\(parcel.id).eml cannot be written: No such file or directory"
        )
        #expect(!FileManager.default.fileExists(atPath: place))
    }
}
