package import Basics

extension Words {
    /// What is wrong with a value and what would be right, to stand beside its field.
    package func sentence(_ fault: Fault) -> String {
        switch fault {
        case .missing: self("fault.missing")
        case .tooLong(let limit, let actual):
            self("fault.tooLong", ["limit": grouped(String(limit)), "actual": grouped(String(actual))])
        case .forbiddenCharacter(let scalar, let position):
            self(
                "fault.forbiddenCharacter",
                ["code": String(scalar, radix: 16, uppercase: true), "position": String(position)]
            )
        case .lineBreak(let position): self("fault.lineBreak", ["position": String(position)])
        case .notAGUID(let text): about(text, "fault.notAGUID")
        case .notAnInstant(let text): about(text, "fault.notAnInstant")
        case .notADay(let text): about(text, "fault.notADay")
        case .notAMonth(let text): about(text, "fault.notAMonth")
        case .notADigest(let text): about(text, "fault.notADigest")
        case .notADomain(let text, let flaw):
            self("fault.notADomain", ["text": quoted(text), "flaw": name(flaw)])
        case .notATenant(let text): about(text, "fault.notATenant")
        case .notAnEmail(let text): about(text, "fault.notAnEmail")
        case .notAPhone(let text): about(text, "fault.notAPhone")
        case .notAPurchase(let text): about(text, "fault.notAPurchase")
        case .notANumber(let text): about(text, "fault.notANumber")
        case .unknownCurrency(let text): about(text, "fault.unknownCurrency")
        case .unknownMarket(let text): about(text, "fault.unknownMarket")
        case .tooManyDecimals(let currency, let allowed, let actual):
            self(
                allowed == 0 ? "fault.noDecimals" : "fault.tooManyDecimals",
                ["currency": currency, "allowed": String(allowed), "actual": String(actual)]
            )
        case .tooLarge(let text): about(text, "fault.tooLarge")
        case .notPositive(let text): about(text, "fault.notPositive")
        case .notWhole(let text): about(text, "fault.notWhole")
        case .beforeStart(let day, let start):
            self("fault.beforeStart", ["day": day.description, "start": start.description])
        case .cellCount(let header, let actual):
            self("fault.cellCount", ["header": String(header), "actual": String(actual)])
        case .unknownChoice(let text, let known):
            self("fault.unknownChoice", ["text": quoted(text), "known": list(known)])
        case .notAFileName(let text): about(text, "fault.notAFileName")
        case .notAMediaType(let text): about(text, "fault.notAMediaType")
        case .fileTooLarge(let limit, let actual):
            self("fault.fileTooLarge", ["limit": size(limit), "actual": size(actual)])
        case .tooManyFiles(let limit, let actual):
            self("fault.tooManyFiles", ["limit": String(limit), "actual": String(actual)])
        case .duplicateFile(let text): about(text, "fault.duplicateFile")
        case .digestMismatch(let stated, let actual):
            self("fault.digestMismatch", ["stated": stated.description, "actual": actual.description])
        case .sizeMismatch(let stated, let actual):
            self("fault.sizeMismatch", ["stated": grouped(String(stated)), "actual": grouped(String(actual))])
        case .sumMismatch(let stated, let parts):
            self("fault.sumMismatch", ["stated": amount(stated), "parts": amount(parts)])
        case .notBase64(let position): self("fault.notBase64", ["position": String(position)])
        case .malformedFields(let offset): self("fault.malformedFields", ["position": String(offset)])
        case .missingField(let name): about(name, "fault.missingField")
        case .duplicateName(let name): about(name, "fault.duplicateName")
        case .lastAdministrator: self("fault.lastAdministrator")
        }
    }

    private func about(_ text: String, _ key: String) -> String { self(key, ["text": quoted(text)]) }
}
