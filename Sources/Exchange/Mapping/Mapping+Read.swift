import Basics
package import Casework
import Tickets

extension Mapping {
    /// What a foreign ticket says in our words.
    package func read(_ foreign: ForeignTicket) -> MappedTicket {
        var reading = MappingRead(self, foreign)
        return reading.result()
    }

    /// What would be quoted of a ticket's status and other fields, were it read back.
    func note(of foreign: ForeignTicket) -> String? {
        var bare = foreign
        bare.files = []
        bare.comments = []
        return read(bare).intake.quotedNote
    }

    /// The facts alone, as they would come back.
    func form(of fields: [ForeignField]) -> FactsForm {
        var foreign = ForeignTicket()
        foreign.fields = fields
        var reading = MappingRead(self, foreign)
        reading.takeFields()
        return reading.form()
    }
}

/// A foreign ticket in our words, with what is wrong in it and what was left behind.
package struct MappedTicket {
    package let intake: Intake
    /// Each at its place; any of them quarantines the record.
    package let problems: [RecordProblem]
    package let losses: [Loss]
    /// Where each fact stands, for what the desk refuses later.
    let places: [FactField: ForeignField]

    /// What the desk refuses in the facts, at the field of theirs that says it.
    func located(_ refused: Problems, in mapping: Mapping, line: Int, column: Int) -> [RecordProblem] {
        refused.list.map { problem in
            let field = problem.field.flatMap(FactField.init(rawValue:))
            let source = field.flatMap { places[$0] }
            let ours = problem.field ?? "record"
            let theirs = source?.name ?? field.flatMap { mapping.name(of: $0) }
            let name = theirs.map { "\(ours) (\($0))" } ?? (field == nil ? ours : "\(ours) (no field of the mapping)")
            return RecordProblem(
                line: source?.place?.line ?? line,
                column: source?.place?.column ?? column,
                message: "\(name): \(problem.fault.sentence)"
            )
        }
    }
}

extension Mapping {
    /// Their name for a fact; the block's, when it is there.
    func name(of fact: FactField) -> String? {
        fields.first { $0.ours.fact == fact }?.theirs
            ?? block.flatMap { block in block.fields.contains { $0.fact == fact } ? block.theirs : nil }
    }
}

/// One foreign ticket on its way in.
private struct MappingRead {
    private let mapping: Mapping
    private let foreign: ForeignTicket
    private var values: [OurField: (text: String, source: ForeignField?)] = [:]
    private var extras: [String] = []
    private var status: String?
    private var problems: [RecordProblem] = []
    private var losses: [Loss] = []

    init(_ mapping: Mapping, _ foreign: ForeignTicket) {
        self.mapping = mapping
        self.foreign = foreign
    }

    mutating func result() -> MappedTicket {
        takeFields()
        let messages = messages()
        let (files, own) = files()
        var form = form()
        if let own { form = completed(form, from: own) }
        let places = places()
        let history = history()
        let intake = Intake(
            source: source(),
            ticket: values[.id].flatMap { Self.id($0.text) },
            isFollowUp: foreign.isFollowUp,
            modifiedAt: foreign.modifiedAt,
            form: form,
            messages: messages,
            files: files,
            quotedNote: QuotedNote.text(status: status, history: history),
            digest: IntakeDigest.of(
                form,
                status: status,
                history: history,
                messages: messages,
                files: files,
                mapping: mapping.digest
            )
        )
        return MappedTicket(intake: intake, problems: problems, losses: losses, places: places)
    }

    // MARK: Fields

    mutating func takeFields() {
        var block: [OurField: String] = [:]
        for field in foreign.fields where !field.value.trimmed.isEmpty {
            var field = field
            if field.name == mapping.block?.theirs, let found = MarkedBlock.read(field.value) {
                block = found.values
                field = ForeignField(field.name, found.text, label: field.label, at: field.place)
            }
            take(field)
        }
        for (ours, text) in block where values[ours] == nil && !text.isEmpty {
            values[ours] = (cleaned(text, of: ours.rawValue), foreign.fields.first { $0.name == mapping.block?.theirs })
        }
        splitAmount()
        for entry in mapping.defaults where values[entry.ours] == nil { values[entry.ours] = (entry.value, nil) }
    }

    private mutating func take(_ field: ForeignField) {
        let places = mapping.fields.filter { $0.theirs == field.name }
        guard !places.isEmpty else {
            if !mapping.knows(field.name) {
                extras.append("\(field.name): \(field.label.map { "\($0) (\(field.value))" } ?? field.value)")
            }
            return
        }
        for place in places {
            guard !field.value.trimmed.isEmpty else { continue }
            if place.ours == .status { status = status ?? field.label ?? field.value }
            // Their status decides nothing here, so no word of it is unknown.
            guard values[place.ours] == nil, place.ours != .status else { continue }
            guard let ours = place.ours(for: field.value.trimmed, label: field.label) ?? place.ours(for: field.value)
            else {
                refuse(field, place)
                continue
            }
            let text = place.values.isEmpty ? field.value : ours
            values[place.ours] = (cleaned(text, of: field.name), field)
        }
    }

    private mutating func refuse(_ field: ForeignField, _ place: FieldMapping) {
        let known = place.values.map(\.theirs)
        switch place.unknown {
        case .error:
            let fault = Fault.unknownChoice(field.value, known: known)
            problems.append(
                RecordProblem(
                    line: field.place?.line ?? 1,
                    column: field.place?.column ?? 1,
                    message: "\(field.name): \(fault.sentence) of the mapping for \(place.ours.rawValue); "
                        + "add the word to the mapping"
                )
            )
        case .loss: losses.append(Loss(field.name, .noValue(field.value)))
        }
    }

    /// `12.50 EUR` in the place of an amount names its currency too.
    private mutating func splitAmount() {
        guard let (text, source) = values[.amount], values[.currency] == nil else { return }
        let parts = text.trimmed.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[1].count == 3 else { return }
        values[.amount] = (String(parts[0]), source)
        values[.currency] = (String(parts[1]), source)
    }

    func form() -> FactsForm {
        var form = FactsForm()
        for field in OurField.allCases {
            guard let fact = field.fact, let text = values[field]?.text, form[fact] == nil else { continue }
            switch field {
            case .order: form[fact] = "order:" + text
            case .subscription: form[fact] = "subscription:" + text
            case .problem, .impact, .title, .tenant, .purchase, .reason, .explanation, .amount, .currency, .contactName,
                .contactEmail, .contactPhone:
                form[fact] = text
            case .id, .number, .status, .description, .created, .updated: continue
            }
        }
        return form
    }

    private func places() -> [FactField: ForeignField] {
        var places: [FactField: ForeignField] = [:]
        for field in OurField.allCases {
            guard let fact = field.fact, let source = values[field]?.source, places[fact] == nil else { continue }
            places[fact] = source
        }
        return places
    }

    /// What the format could not carry comes from the request in our own format that went with it; where the record says
    /// something else than was sent, the record's word is the newer one.
    private func completed(_ form: FactsForm, from own: FactsForm) -> FactsForm {
        // Most records carry everything, and nothing of it was changed.
        if own.fields.allSatisfy({ sameOrAbsent(form[$0], own[$0]) }) { return form }
        let sent = mapping.form(of: mapping.fields(of: own))
        var result = form
        for fact in own.fields where sameOrAbsent(form[fact], sent[fact]) { result[fact] = own[fact] }
        return result
    }

    private func sameOrAbsent(_ left: String?, _ right: String?) -> Bool {
        switch (left, right) {
        case (nil, nil): true
        case (let left?, let right?): sameText(left, right)
        case (nil, _?), (_?, nil): false
        }
    }

    // MARK: What is around the facts

    private mutating func messages() -> [Message] {
        foreign.comments.compactMap { comment in
            let text = cleaned(comment.text, of: "comment")
            guard !text.trimmed.isEmpty else { return nil }
            let author = comment.author.map { Self.line(cleaned($0, of: "comment"), limit: 200) }
            return Message(
                text: text,
                visibility: comment.isPublic ? .public : .internal,
                author: author.flatMap { $0.isEmpty ? nil : $0 },
                writtenAt: comment.writtenAt
            )
        }
    }

    private mutating func files() -> (files: [IntakeFile], own: FactsForm?) {
        var files: [IntakeFile] = []
        var own: FactsForm?
        var names: Set<String> = []
        for file in foreign.files {
            let content: FileContent
            switch file.content {
            case .bytes(let bytes): content = bytes
            // On its way out, and read back for what comes of the rest.
            case .stored: continue
            case .absent:
                losses.append(Loss("file '\(file.name)'", .fileElsewhere))
                extras.append("File there: \(file.name)")
                continue
            }
            // Older ones may have stayed there: containers hand files over in the order in which they came.
            if let form = OwnRequest.form(in: file) {
                own = form
                continue
            }
            let name = Self.safeName(cleaned(file.name, of: "file"), among: &names)
            if !sameText(name, file.name) { losses.append(Loss("file '\(file.name)'", .altered(to: name))) }
            let type = (try? Attachment.checked(mediaType: file.mediaType)) ?? Attachment.mediaType(forName: name)
            guard
                let attachment = try? Attachment(
                    name: name,
                    mediaType: type,
                    size: content.size,
                    digest: content.digest
                )
            else { continue }
            files.append(IntakeFile(attachment: attachment, content: content))
        }
        return (files, own)
    }

    private mutating func history() -> String? {
        let lines = extras + foreign.history.map { cleaned($0, of: "history") }
        guard !lines.isEmpty else { return nil }
        return cleaned(lines.joined(separator: "\n"), of: "history")
    }

    private mutating func source() -> Source? {
        guard let id = foreign.id, !id.trimmed.isEmpty else { return nil }
        do throws(Fault) { return try Source(system: mapping.system, externalID: id) } catch {
            problems.append(RecordProblem(line: 1, column: 1, message: "id: \(error.sentence)"))
            return nil
        }
    }

    /// With a replacement for what no XML document can carry: it came in an encoding inside the document.
    private mutating func cleaned(_ text: String, of field: String) -> String {
        guard text.unicodeScalars.contains(where: Self.isForbidden) else { return text }
        losses.append(Loss(field, .altered(to: "text without its control characters")))
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(Self.isForbidden(scalar) ? "\u{fffd}" : scalar) }
        return String(result)
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0a, 0x0d: false
        case 0x00..<0x20, 0xfffe, 0xffff: true
        default: false
        }
    }

    /// The text on one line, no longer than `limit` characters.
    private static func line(_ text: String, limit: Int) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
        return String(String.UnicodeScalarView(line.unicodeScalars.prefix(limit)))
    }

    /// A name from a document is never a path, and two files of a ticket never share one.
    private static func safeName(_ name: String, among names: inout Set<String>) -> String {
        var safe = line(name, limit: 240).replacing("/", with: "_").replacing("\\", with: "_")
        if safe.isEmpty || safe == "." || safe == ".." { safe = "file" }
        var unique = safe
        var count = 1
        while !names.insert(unique).inserted {
            count += 1
            let dot = safe.lastIndex(of: ".").flatMap { $0 == safe.startIndex ? nil : $0 } ?? safe.endIndex
            unique = safe[..<dot] + " (\(count))" + safe[dot...]
        }
        return unique
    }

    /// A GUID with or without its hyphens.
    private static func id(_ text: String) -> Ticket.ID? {
        let text = text.trimmed
        if let id = try? Ticket.ID(text) { return id }
        guard text.utf8.count == 32 else { return nil }
        var dashed = ""
        for (index, character) in text.enumerated() {
            if index == 8 || index == 12 || index == 16 || index == 20 { dashed.append("-") }
            dashed.append(character)
        }
        return try? Ticket.ID(dashed)
    }
}
