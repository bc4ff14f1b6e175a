import Foundation
import Testing
import XML

/// A document that must be refused, and the words for it.
struct Hostile: CustomTestStringConvertible, Sendable {
    var name: String
    var document: [UInt8]
    var fault: String
    /// Records handed out before the fault.
    var records: Int
    var limits = Limits.standard

    init(_ name: String, _ text: String, _ fault: String, records: Int = 0, limits: Limits = .standard) {
        self.init(name, Array(text.utf8), fault, records: records, limits: limits)
    }

    init(_ name: String, _ bytes: [UInt8], _ fault: String, records: Int = 0, limits: Limits = .standard) {
        self.name = name
        document = bytes
        self.fault = fault
        self.records = records
        self.limits = limits
    }

    var testDescription: String { name }
}

@Suite struct HostileDocumentTests {
    @Test(arguments: Hostile.declarations + Hostile.characters + Hostile.structure + Hostile.notXML)
    func `a hostile document is refused with a sentence, after the records before the fault`(_ hostile: Hostile) {
        let reading = Reading(hostile.document, limits: hostile.limits)
        #expect(reading.fault?.sentence == hostile.fault)
        #expect(reading.records.count == hostile.records)
    }

    @Test(arguments: Hostile.endless)
    func `what never ends is refused soon`(_ hostile: Hostile) {
        let clock = ContinuousClock()
        let took = clock.measure {
            let reading = Reading(hostile.document)
            #expect(reading.fault?.sentence == hostile.fault)
            #expect(reading.records.count == hostile.records)
        }
        #expect(took < .seconds(60), "a quadratic case takes many minutes")
    }

    @Test func `a file that is missing, a directory or unreadable is a sentence without a line`() throws {
        func sentence(_ path: String) -> String? {
            do throws(XMLFault) {
                _ = try RecordReader(.file(path: path), named: "orders.xml").next()
                return nil
            } catch {
                return error.sentence
            }
        }
        let folder = NSTemporaryDirectory() + "recoup-xml-\(ProcessInfo.processInfo.processIdentifier)-files"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(sentence(folder) == "orders.xml: this is a directory; name a file in it")
        #expect(sentence(folder + "/none.xml") == "orders.xml: there is no such file; check the path")
        #expect(sentence("/proc/self/mem") == "orders.xml: the file can not be read: Input/output error")
        if geteuid() != 0 {
            let path = folder + "/closed.xml"
            try Data("<r/>".utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
            #expect(sentence(path) == "orders.xml: the file may not be read; check its permissions")
        }
    }

    @Test func `an XInclude element is an element like any other`() {
        let include = "<xi:include href=\"file:///etc/passwd\" parse=\"text\"/>"
        let reading = Reading("<r xmlns:xi=\"http://www.w3.org/2001/XInclude\">\(include)</r>")
        #expect(reading.summary == ["include "])
        #expect(reading.fault == nil)
    }

    @Test func `an external document type is ignored where it is allowed, its entities are not`() {
        var limits = Limits()
        limits.allowsExternalDoctype = true
        let doctype = "<!DOCTYPE r SYSTEM \"http://192.0.2.1/none.dtd\">\n"
        #expect(Reading(doctype + "<r><a>1</a></r>", limits: limits).summary == ["a 1"])
        let reading = Reading(doctype + "<r><a>1</a><a>&nbsp;</a></r>", limits: limits)
        #expect(reading.summary == ["a 1"])
        #expect(reading.fault?.kind == .undefinedEntity("nbsp"))
    }
}
