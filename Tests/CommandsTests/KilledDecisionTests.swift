import Basics
import Foundation
import Testing

@testable import Commands

struct KilledDecisionTests {
    /// The program is killed at any moment of approving, crediting and reversing, and started again as a person would who saw
    /// no answer.
    @Test func `a program that is killed at any moment books a decision once or not at all`() async throws {
        let recoup = Program(folder: try Folder())
        #expect(try recoup.start(["customers", "add"] + CommandRun.customer).finish().code == 0)
        #expect(try recoup.start(["tickets", "new"] + CommandRun.facts()).finish().code == 0)
        #expect(try recoup("users", "add", "ann", "--role", "approver").code == 0)
        #expect(try recoup("users", "add", "lee", "--role", "agent").code == 0)
        #expect(try recoup("users", "add", "bea", "--role", "billing").code == 0)
        #expect(try recoup("tickets", "take", "R-10001", "--as", "lee").code == 0)
        let approve = [
            "tickets", "approve", "R-10001", "--amount", "400 USD", "--kind", "goodwill", "--as", "ann",
        ]
        let steps = [
            approve + ["--attested", "1250 USD"],
            ["tickets", "credit", "R-10001", "--reference", "PC-1", "--as", "bea"],
            ["tickets", "reverse", "R-10001", "--text", "again", "--as", "ann"], approve,
            ["tickets", "credit", "R-10001", "--reference", "PC-2", "--as", "bea"],
        ]
        var kills = 0
        for step in steps {
            for delay in [2_000, 10_000, 20_000, 40_000, 80_000] as [UInt32] {
                let running = try recoup.start(step)
                usleep(delay)
                if kill(running.process.processIdentifier, SIGKILL) == 0 { kills += 1 }
                _ = running.finish()
            }
            // Done already by one that was killed after its commit, or now: 0, or refused because it stands there.
            #expect([0, 1, 5].contains(try recoup.start(step).finish().code))
        }
        #expect(kills > 0)
        let order = try recoup("orders", "show", "a1b2c3d4e5f6").output
        #expect(order.contains("paid -1250.00, refundable 850.00, reserved 0.00, credited 400.00, invoiced 0.00 USD"))
        #expect(try recoup("tickets", "list", "status:creditPending", "-q").output == "R-10001\n")
        #expect(try recoup("audit", "verify").code == 0)
    }
}
