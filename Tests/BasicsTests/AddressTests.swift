import Basics
import Testing

struct DomainNameTests {
    @Test(arguments: ["contoso.com", "a.b", "xn--3e0b707e.xn--e1afmkfd", "1.2.3com", "a-b.c-d.e1"])
    func `a domain name is kept in lower case`(text: String) throws {
        #expect(try DomainName(" \(text.uppercased()) ").text == text)
    }

    @Test(arguments: [
        (String(repeating: "a.", count: 126) + "ab", Fault.DomainFlaw.tooLong),
        ("localhost", .oneLabel), ("a..b", .emptyLabel), (".a.b", .emptyLabel), ("a.b.", .emptyLabel),
        (String(repeating: "a", count: 64) + ".com", .longLabel), ("a_b.com", .badCharacter),
        ("a b.com", .badCharacter),
        ("-a.com", .hyphenAtEdge), ("a-.com", .hyphenAtEdge), ("192.168.0.1", .numericTop),
        ("a.999999999999999999999999999999", .numericTop), ("환불.com", .international),
        ("\u{212a}ontoso.com", .international),
    ])
    func `every flaw has its name`(text: String, flaw: Fault.DomainFlaw) {
        #expect(throws: Fault.notADomain(text, flaw)) { try DomainName(text) }
    }

    @Test func `the longest name and the longest label are taken`() throws {
        let longest = String(repeating: "a.", count: 126) + "a"
        #expect(longest.utf8.count == 253)
        #expect(try DomainName(longest).text == longest)
        #expect(try DomainName(String(repeating: "a", count: 63) + ".com").text.utf8.count == 67)
    }
}

struct EmailAddressTests {
    @Test func `the domain is lowered and the local part kept`() throws {
        #expect(try EmailAddress(" Kim.O'Hara+Desk@Contoso.COM ").text == "Kim.O'Hara+Desk@contoso.com")
        #expect(try EmailAddress(String(repeating: "a", count: 64) + "@b.co").text.utf8.count == 69)
    }

    @Test(arguments: [
        "", "kim", "kim@", "@contoso.com", "kim@contoso", ".kim@contoso.com", "kim.@contoso.com", "k..m@contoso.com",
        "k m@contoso.com", "kim@con_toso.com", "김@contoso.com", "\"kim\"@contoso.com", "a@b@contoso.com",
        String(repeating: "a", count: 65) + "@b.co",
        String(repeating: "a", count: 64) + "@" + String(repeating: "b.", count: 95) + "c",
    ])
    func `anything else is refused with its text`(text: String) {
        #expect(throws: Fault.notAnEmail(text)) { try EmailAddress(text) }
    }
}

struct PhoneNumberTests {
    @Test(arguments: [
        "+82 2 1234 5678", "555-0100", "(02) 555.0100/3", "555-0100 x12", "555-0100 ext. 123456", "555-0100ext9",
        "555-0100 X 12", "123456789012345",
    ])
    func `a number is kept as written`(text: String) throws {
        #expect(try PhoneNumber("  \(text) ").text == text)
    }

    @Test(arguments: [
        "", "123456", "1234567890123456", "++82 2 1234 5678", "82+2 1234 5678", "555-0100 x", "555-0100 x1234567",
        "555-0100 ex 12", "call 555-0100", "555-0100;1", "５５５０１００", "x12", "555-0100 x1x2",
        "1 2 3 4 5 6 7                                   8",
    ])
    func `anything else is refused with its text`(text: String) {
        #expect(throws: Fault.notAPhone(text)) { try PhoneNumber(text) }
    }
}
