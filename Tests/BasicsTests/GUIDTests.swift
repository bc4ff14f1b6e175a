import Basics
import Testing

struct GUIDTests {
    @Test func `it is read in any case, with and without braces, and written in lower case`() throws {
        let text = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
        let guid = try GUID(text)
        #expect(guid == GUID(high: 0x0a1b_2c3d_4e5f_6071, low: 0x8293_a4b5_c6d7_e8f9))
        #expect(try GUID(text.uppercased()) == guid)
        #expect(try GUID("{\(text)}") == guid)
        #expect(guid.description == text)
    }

    @Test(arguments: [
        "", "0a1b2c3d", "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f", "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f90",
        "0a1b2c3d4e5f-6071-8293-a4b5c6d7e8f90-", "{0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
        "ga1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", " 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
    ])
    func `anything else is refused with its text`(text: String) {
        #expect(throws: Fault.notAGUID(text)) { try GUID(text) }
    }

    @Test func `one made by the clock is of version 7 and grows with time`() {
        let instant = Instant(milliseconds: 0x0123_4567_89ab)
        let guid = GUID(at: instant, random: (.max, .max))
        #expect(guid.description == "01234567-89ab-7fff-bfff-ffffffffffff")
        #expect(GUID(at: instant, random: (0, 0)).description == "01234567-89ab-7000-8000-000000000000")
        #expect(guid < GUID(at: instant.adding(milliseconds: 1), random: (0, 0)))
    }

    @Test func `they are ordered as their texts are`() throws {
        let texts = [
            "00000000-0000-0000-0000-000000000001", "00000000-0000-0001-0000-000000000000",
            "80000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
        ]
        #expect(try texts.reversed().map { try GUID($0) }.sorted().map(\.description) == texts)
    }

    @Test func `an identifier is its GUID`() throws {
        let id = try Identifier<GUIDTests>("0A1B2C3D-4e5f-6071-8293-a4b5c6d7e8f9")
        #expect(id.description == "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")
        #expect(throws: Fault.notAGUID("x")) { try Identifier<GUIDTests>("x") }
    }
}
