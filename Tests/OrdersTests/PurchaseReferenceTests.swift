import Basics
import Orders
import Testing

struct PurchaseReferenceTests {
    static let long = "1LnVuZqz7s8bGq0d4Yx-_KpTw3RfHcJ21"

    @Test func `each shape is known`() throws {
        let guid = try GUID("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")
        #expect(Self.long.utf8.count == 33)
        #expect(try PurchaseReference(" \(Self.long) ") == .order(Self.long))
        #expect(try PurchaseReference("A1B2C3D4E5F6") == .order("a1b2c3d4e5f6"))
        #expect(try PurchaseReference(guid.description.uppercased()) == .subscription(guid))
        #expect(try PurchaseReference("order:\(guid)") == .order(guid.description))
        #expect(try PurchaseReference("subscription:{\(guid)}") == .subscription(guid))
    }

    @Test func `what it writes it reads back`() throws {
        for text in [
            Self.long, "a1b2c3d4e5f6", "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            "order:0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
        ] {
            let reference = try PurchaseReference(text)
            #expect(try PurchaseReference(reference.description) == reference)
        }
        #expect(try PurchaseReference("a1b2c3d4e5f6").description == "order:a1b2c3d4e5f6")
        #expect(try PurchaseReference("a1b2c3d4e5f6").id == "a1b2c3d4e5f6")
    }

    @Test(arguments: [
        "", "a1b2c3d4e5f", "a1b2c3d4e5g6", "1LnVuZqz7s8bGq0d4Yx-_KpTw3RfHcJ22", "1LnVuZqz7s8bGq0d4Yx+_KpTw3RfHcJ21",
        "0a1b2c3d-4e5f-6071-8293",
    ])
    func `anything else is refused with its text`(text: String) {
        #expect(throws: Fault.notAPurchase(text)) { try PurchaseReference(text) }
    }

    @Test func `a marked shape must be of that shape`() {
        #expect(throws: Fault.notAPurchase("a1b2c3d4e5f6")) { try PurchaseReference("subscription:a1b2c3d4e5f6") }
        #expect(throws: Fault.notAPurchase("")) { try PurchaseReference("order:") }
    }
}

struct CancellationWindowTests {
    @Test func `thirty days are open through the thirtieth day`() throws {
        let bought = try Instant("2026-06-01T17:30:00Z")
        let window = CancellationWindow.days(30)
        #expect(window.end(forPurchaseAt: bought) == (try Instant("2026-07-02T00:00:00Z")))
        #expect(window.isOpen(forPurchaseAt: bought, at: try Instant("2026-07-01T23:59:59.999Z")))
        #expect(!window.isOpen(forPurchaseAt: bought, at: try Instant("2026-07-02T00:00:00Z")))
    }

    @Test func `hours are exact`() throws {
        let bought = try Instant("2026-06-01T17:30:00.001Z")
        let window = CancellationWindow.hours(168)
        #expect(window.end(forPurchaseAt: bought) == (try Instant("2026-06-08T17:30:00.001Z")))
        #expect(window.isOpen(forPurchaseAt: bought, at: try Instant("2026-06-08T17:30:00Z")))
        #expect(!window.isOpen(forPurchaseAt: bought, at: try Instant("2026-06-08T17:30:00.001Z")))
    }
}
