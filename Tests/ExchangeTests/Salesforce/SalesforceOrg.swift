import Exchange
import XML

/// An organisation at Salesforce as far as its documentation tells: takes jobs and batches, refuses what it would refuse,
/// and answers queries the way the Bulk API, the SOAP API and outbound messages do.
struct SalesforceOrg {
    var cases: [Row] = []
    var contacts: [Row] = []
    var comments: [Row] = []
    /// What was refused, a word each.
    private(set) var refused: [String] = []
    /// Fields that hold numbers, which are told as doubles.
    var numbers: Set<String> = ["Refund_Amount__c"]

    struct Row {
        let id: String
        var fields: [(name: String, value: String)] = []

        subscript(_ name: String) -> String? {
            get { fields.first { $0.name == name }?.value }
            set {
                let place = fields.firstIndex { $0.name == name }
                switch (place, newValue) {
                case (let place?, let value?): fields[place].value = value
                case (let place?, nil): fields.remove(at: place)
                case (nil, let value?): fields.append((name, value))
                case (nil, nil): break
                }
            }
        }
    }

    static let bulk = "http://www.force.com/2009/06/asyncapi/dataload"

    // MARK: Loading

    /// Runs the jobs in the order of their numbers, as whoever loads the folder does.
    mutating func load(_ files: [ExportedFile]) throws {
        let jobs = files.filter { $0.name.hasPrefix("job-") }.sorted { $0.name < $1.name }
        for job in jobs {
            let number = job.name.split(separator: "-")[1]
            let words = try Self.children(of: job)
            let order = ["operation", "object", "externalIdFieldName", "contentType"]
            let places = words.compactMap { word in order.firstIndex(of: word.name) }
            if places != places.sorted() || places.count != words.count { refused.append("job: order") }
            let values = Dictionary(words, uniquingKeysWith: { first, _ in first })
            let batches = files.filter { $0.name.hasPrefix("batch-\(number)-") }.sorted { $0.name < $1.name }
            for batch in batches {
                try load(
                    batch,
                    values["operation"] ?? "",
                    into: values["object"] ?? "",
                    by: values["externalIdFieldName"]
                )
            }
        }
    }

    private static func children(of file: ExportedFile) throws -> [(name: String, text: String)] {
        let reader = try RecordReader(.bytes(file.bytes), named: file.name)
        var words: [(String, String)] = []
        while let record = try reader.next() { words.append((record.element.name, record.element.text)) }
        return words
    }

    private mutating func load(
        _ file: ExportedFile,
        _ operation: String,
        into object: String,
        by key: String?
    ) throws {
        if file.bytes.count > 10_000_000 || file.text.count > 10_000_000 { refused.append("batch: size") }
        let reader = try RecordReader(.bytes(file.bytes), named: file.name)
        let root = try reader.root()
        if root.name != "sObjects" || root.namespace != Self.bulk { refused.append("batch: root") }
        var count = 0
        var keys: Set<String> = []
        while let record = try reader.next() {
            count += 1
            load(record.element, operation, into: object, by: key, among: &keys)
        }
        if count > 10_000 { refused.append("batch: records") }
    }

    private mutating func load(
        _ element: Element,
        _ operation: String,
        into object: String,
        by key: String?,
        among keys: inout Set<String>
    ) {
        var id: String?
        var texts: [(name: String, value: String?)] = []
        var total = 0
        for child in element.children {
            if let inner = child.first("sObject") {
                guard let column = Array(inner.children).first,
                    let found = related(child.name, column.name, column.text)
                else { return refused.append("\(object): no such \(child.name)") }
                texts.append((child.name + "Id", found))
                continue
            }
            if child.attribute("nil", namespace: "http://www.w3.org/2001/XMLSchema-instance") == "true" {
                texts.append((child.name, nil))
                continue
            }
            let text = child.text
            total += text.utf16.count
            if text.utf16.count > Self.limit(of: child.name, object) {
                refused.append("\(object): \(child.name) too long")
            }
            if child.name == "CommentBody", text.utf8.count > 4_000 { refused.append("CaseComment: too long") }
            if child.name == "Id" { id = text } else { texts.append((child.name, text)) }
        }
        if total > 400_000 { refused.append("\(object): record too long") }
        var rows = self.rows(object)
        var place: Int?
        if operation == "upsert", let key {
            guard let value = texts.first(where: { $0.name == key })?.value, keys.insert(value).inserted else {
                return refused.append("\(object): external id")
            }
            place = rows.firstIndex { $0[key] == value }
        } else if operation == "update" {
            place = rows.firstIndex { $0.id == id }
            if place == nil { return refused.append("\(object): no such id") }
        }
        if place != nil, texts.contains(where: { $0.name.hasPrefix("Supplied") }) {
            return refused.append("\(object): cannot be updated")
        }
        var row = place.map { rows[$0] } ?? Row(id: Self.id(object, rows.count + 1))
        if place == nil, object == "Case" { row["CaseNumber"] = String(1_000 + rows.count) }
        for (name, value) in texts { row[name] = value }
        if let place { rows[place] = row } else { rows.append(row) }
        set(rows, object)
    }

    private func rows(_ object: String) -> [Row] {
        object == "Case" ? cases : object == "Contact" ? contacts : comments
    }

    private mutating func set(_ rows: [Row], _ object: String) {
        if object == "Case" { cases = rows } else if object == "Contact" { contacts = rows } else { comments = rows }
    }

    private func related(_ reference: String, _ column: String, _ value: String) -> String? {
        let rows = reference == "Parent" ? cases : contacts
        return rows.first { $0[column] == value }?.id
    }

    private static func limit(of field: String, _ object: String) -> Int {
        switch field {
        case "Subject": 255
        case "SuppliedName", "SuppliedEmail": 80
        case "SuppliedPhone": 40
        default: 32_000
        }
    }

    static func id(_ object: String, _ number: Int) -> String {
        let prefix = object == "Case" ? "500" : object == "Contact" ? "003" : "00a"
        let digits = String(number)
        return prefix + String(repeating: "0", count: 15 - digits.count) + digits
    }

    // MARK: Answers

    /// `query` over Case, as the Bulk API answers.
    func bulkCases() -> [UInt8] {
        document(
            "<queryResult xmlns=\"\(Self.bulk)\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
            cases.map { row in
                "<records xsi:type=\"sObject\"><type>Case</type><Id>\(row.id)</Id>\(fields(row))</records>"
            },
            "</queryResult>"
        )
    }

    /// `query` over CaseComment with the Case's own external id.
    func bulkComments() -> [UInt8] {
        document(
            "<queryResult xmlns=\"\(Self.bulk)\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
            comments.map { row in
                let parent = cases.first { $0.id == row["ParentId"] }
                let ours = parent?["Recoup_Id__c"].map {
                    "<Parent xsi:type=\"sObject\"><type>Case</type><Recoup_Id__c>\($0)</Recoup_Id__c></Parent>"
                }
                return "<records xsi:type=\"sObject\"><type>CaseComment</type><Id>\(row.id)</Id>\(fields(row))"
                    + "\(ours ?? "")</records>"
            },
            "</queryResult>"
        )
    }

    /// `query` with the comments inside, as the partner's SOAP API answers; the prefixes are anybody's choice.
    func soapCases(_ fieldPrefix: String = "sf") -> [UInt8] {
        let sf = fieldPrefix
        return document(
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" "
                + "xmlns=\"urn:partner.soap.sforce.com\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                + "xmlns:\(sf)=\"urn:sobject.partner.soap.sforce.com\"><soapenv:Header/><soapenv:Body><queryResponse>"
                + "<result xsi:type=\"QueryResult\"><done>true</done><queryLocator xsi:nil=\"true\"/>",
            cases.map { row in
                let inside = comments.filter { $0["ParentId"] == row.id }
                let comments =
                    inside.isEmpty
                    ? "<\(sf):CaseComments xsi:nil=\"true\"/>"
                    : "<\(sf):CaseComments xsi:type=\"QueryResult\"><done>true</done><queryLocator xsi:nil=\"true\"/>"
                        + inside.map {
                            "<records xsi:type=\"\(sf):sObject\"><\(sf):type>CaseComment</\(sf):type>"
                                + "<\(sf):Id>\($0.id)</\(sf):Id>\(fields($0, sf + ":"))</records>"
                        }
                        .joined() + "<size>\(inside.count)</size></\(sf):CaseComments>"
                return "<records xsi:type=\"\(sf):sObject\"><\(sf):type>Case</\(sf):type><\(sf):Id>\(row.id)</\(sf):Id>"
                    + "<\(sf):Id>\(row.id)</\(sf):Id>\(fields(row, sf + ":"))\(comments)</records>"
            },
            "<size>\(cases.count)</size></result></queryResponse></soapenv:Body></soapenv:Envelope>"
        )
    }

    static let session = "00Dx0000000BV7z!AR8AQP0jITN80ESEsj5EbaZTFG0RNBaT1cyWk7T5rqoDjoNIWQ2ME_sTZzBjfmOE6zMHq6y8"

    /// An outbound message with a notification for every Case.
    func outboundCases() -> [UInt8] {
        document(
            "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" "
                + "xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                + "<soapenv:Body><notifications xmlns=\"http://soap.sforce.com/2005/09/outbound\">"
                + "<OrganizationId>00Dx0000000BV7z</OrganizationId><ActionId>04kx0000000CaAA</ActionId>"
                + "<SessionId>\(Self.session)</SessionId><EnterpriseUrl>https://example.com/c/1</EnterpriseUrl>"
                + "<PartnerUrl>https://example.com/u/1</PartnerUrl>",
            cases.enumerated().map { place, row in
                "<Notification><Id>04lx0000000000\(place)</Id><sObject xsi:type=\"sf:Case\" "
                    + "xmlns:sf=\"urn:sobject.enterprise.soap.sforce.com\"><sf:Id>\(row.id)</sf:Id>\(fields(row, "sf:"))"
                    + "</sObject></Notification>"
            },
            "</notifications></soapenv:Body></soapenv:Envelope>"
        )
    }

    private func fields(_ row: Row, _ prefix: String = "") -> String {
        row.fields.map { name, value in
            let text = numbers.contains(name) ? Self.double(value) : value
            return "<\(prefix)\(name)>\(Self.escaped(text))</\(prefix)\(name)>"
        }
        .joined()
    }

    private func document(_ head: String, _ rows: [String], _ tail: String) -> [UInt8] {
        Array(
            ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + ([head] + rows + [tail]).joined(separator: "\n") + "\n")
                .utf8
        )
    }

    /// A double as XML Schema has it: seven digits before the point and more go with an exponent.
    static func double(_ text: String) -> String {
        guard let value = Double(text) else { return text }
        let plain = String(value)
        let parts = plain.split(separator: ".").map(String.init)
        guard abs(value) >= 10_000_000, parts.count == 2 else { return plain }
        var digits = parts[0].dropFirst() + (parts[1] == "0" ? "" : parts[1])
        while digits.last == "0", digits.count > 1 { digits.removeLast() }
        return "\(parts[0].prefix(1)).\(digits)E\(parts[0].count - 1)"
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\r": result += "&#13;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
