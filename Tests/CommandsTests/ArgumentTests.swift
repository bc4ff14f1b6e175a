import ArgumentParser
import Casework
import Testing
import Tickets
import Workflows

@testable import Commands

struct ArgumentTests {
    @Test func `options in front of the command belong to it`() {
        #expect(
            ArgumentOrder.arranged(["--database", "x.db", "--json", "tickets", "list", "is:open"])
                == ["tickets", "list", "--database", "x.db", "--json", "is:open"]
        )
        #expect(ArgumentOrder.arranged(["--as=kim", "export"]) == ["export", "--as=kim"])
        #expect(ArgumentOrder.arranged(["tickets", "list", "--json"]) == ["tickets", "list", "--json"])
        #expect(ArgumentOrder.arranged(["--version"]) == ["--version"])
        #expect(ArgumentOrder.arranged(["--database"]) == ["--database"])
        #expect(ArgumentOrder.arranged(["--json", "nonsense"]) == ["--json", "nonsense"])
    }

    @Test func `tickets are named one by one and by ranges`() throws {
        func names(_ word: String) throws -> [String] { try Targets.read(word).map(\.description) }
        #expect(try names("R-10001") == ["R-10001"])
        #expect(try names("10001") == ["R-10001"])
        #expect(try names("R-10001..R-10003") == ["R-10001", "R-10002", "R-10003"])
        #expect(try names("10001..10001") == ["R-10001"])
        #expect(try names("0198c7a0-0000-7000-8000-000000000001") == ["0198c7a0-0000-7000-8000-000000000001"])
        #expect(try names("1..10000").count == 10_000)
        for wrong in ["", "R-", "x", "R-1..", "..R-1", "R-3..R-1", "1..10001", "1...3", "R-1..x"] {
            #expect(throws: Failure.self, "\(wrong)") { try Targets.read(wrong) }
        }
    }

    @Test func `every action of the workflow is a verb that says where it applies`() throws {
        let command = TicketsCommand.configuration.allSubcommands
        for action in TicketAction.allCases {
            guard let verb = action.verb else {
                #expect(action == .draft || action == .file)
                continue
            }
            #expect(command.contains { $0 == verb })
            #expect(verb.configuration.commandName == action.rawValue)
            let help = RecoupCommand.helpMessage(for: verb, columns: 400)
            #expect(help.contains(action.abstract))
            for status in TicketStatus.allCases where status.exits.contains(where: { $0.action == action }) {
                #expect(help.contains(status.rawValue), "\(action) applies in \(status)")
            }
        }
    }

    @Test(arguments: [
        ("1250.00 USD", "1250.00", "USD"), ("USD 1250.00", "1250.00", "USD"), ("1250", "1250", nil),
        ("a b c", "a b c", nil),
    ])
    func `an amount is a number and a currency in either order`(text: String, number: String, currency: String?) {
        let parted = FactOptions.parted(text)
        #expect(parted.number == number)
        #expect(parted.currency == currency)
    }
}
