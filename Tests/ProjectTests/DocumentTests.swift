import Basics
import Foundation
import Testing
import Tickets
import Workflows

@Suite struct DocumentTests {
    @Test func `the README stays under 150 lines`() throws {
        #expect(try Project.text("README.md").split(separator: "\n", omittingEmptySubsequences: false).count < 150)
    }

    @Test func `every link of a document leads to a file`() throws {
        let documents = try Project.files(below: "docs", endings: ["md"]) + ["README.md", "CHANGELOG.md"]
        for document in documents {
            let folder = Project.root.appending(path: document).deletingLastPathComponent()
            for match in try Project.text(document).matches(of: /\]\(([^)#:\s]+)(?:#[^)]*)?\)/) {
                let target = folder.appending(path: String(match.1)).path(percentEncoded: false)
                #expect(FileManager.default.fileExists(atPath: target), "\(document) links to \(match.1)")
            }
        }
    }

    @Test func `every decision is listed`() throws {
        let list = try Project.text("docs/decisions/README.md")
        for file in try Project.files(below: "docs/decisions", endings: ["md"]) where !file.hasSuffix("README.md") {
            #expect(list.contains("(\(URL(filePath: file).lastPathComponent))"), "\(file)")
        }
    }

    @Test func `the workflow page shows the machine as it is`() throws {
        let page = try Project.text("docs/workflow.md")
        #expect(page.contains("```mermaid\n\(Diagram.mermaid.draw(TicketStatus.self))```"))
        #expect(page.contains(Diagram.table.draw(TicketStatus.self)))
    }

    @Test func `the workflow page shows the default tiers`() throws {
        let page = try Project.text("docs/workflow.md")
        let tiers = ApprovalTiers.standard.tiers
        #expect(page.matches(of: /\n\| [A-Z]{3} \|/).count == tiers.count)
        for (code, tier) in tiers {
            let currency = try Currency(code)
            let agent = Money(minorUnits: tier.agent, currency).number
            let single = Money(minorUnits: tier.single, currency).number
            #expect(page.contains("| \(code) | \(agent) | \(single) |"))
        }
    }

    @Test func `the project speaks of itself alone`() throws {
        // Folders of the machines that it was written on.
        let forbidden = #/(?:^|[\s"'`(=])/(?:root|opt|work|Users)/\w/#
        let endings: Set = ["swift", "md", "mustache", "json", "xml", "xsd", "py", "sh", "css", "js"]
        for folder in ["Sources", "Tests", "Templates", "Samples", "docs"] {
            for file in try Project.files(below: folder, endings: endings) where !file.hasSuffix("/DocumentTests.swift")
            {
                #expect(try Project.text(file).firstMatch(of: forbidden) == nil, "\(file)")
            }
        }
    }
}
