import Basics
import Casework
import Exchange
import Packing
import SampleDesk
import Testing
import Tickets
import XML

/// What tests of writing begin with.
enum SalesforceWriting {
    static let actor = Actor.sample(ExchangeDesk.integrator)

    static func desk(_ requests: RequestText...) async throws -> ExchangeDesk {
        let desk = try ExchangeDesk()
        #expect(try await desk.take(RequestText.intake(requests.map(\.xml))).isClean)
        return desk
    }

    static func explained(_ text: String) -> String {
        "<explanation>\(text)</explanation><amount currency=\"USD\">1250.00</amount>"
    }

    static func mapping(_ edit: (String) -> String = { $0 }) throws -> Mapping {
        let text = edit(try Project.text("Templates/exchange/salesforce.mapping.xml"))
        return try Mapping(.bytes(Array(text.utf8)), named: "site.xml", templates: Project.path("Templates"))
    }

    static let withContacts: @Sendable (String) -> String = { text in
        text.replacing("SuppliedName\" limit=\"80\" once=\"true\"", with: "Contact/LastName\" limit=\"80\"")
            .replacing("SuppliedEmail\" limit=\"80\" once=\"true\"", with: "Contact/Email\" limit=\"80\"")
            .replacing("SuppliedPhone\" limit=\"40\" once=\"true\"", with: "Contact/Phone\" limit=\"40\"")
    }

    static func ticket(_ number: Int, _ text: String) -> ForeignTicket {
        var ticket = ForeignTicket()
        ticket.number = "R-\(number)"
        ticket.key = GUID(high: 0x0b00_7000, low: 0x8000_0000_0000_0000 | UInt64(number))
        ticket.fields = [ForeignField("Subject", "s"), ForeignField("Description", text)]
        return ticket
    }
}
