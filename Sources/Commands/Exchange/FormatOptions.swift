import ArgumentParser
import Basics
import Exchange
import XML

/// Which names of another product's fields are meant.
struct MappingOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Your site's names for our fields; else those that Recoup brings for the format.",
            valueName: "file"
        ),
        completion: .file()
    )
    var mapping: String?

    var choice: MappingChoice { MappingChoice(file: mapping) }
}

/// A mapping that somebody named, or the one that Recoup brings.
struct MappingChoice {
    let file: String?

    /// The mapping for a format. Throws ``MappingFault``, and ``Failure`` when the file is one for another format.
    func mapping(for format: ExchangeFormat, templates folder: String) throws -> Mapping {
        guard let read = try named(templates: folder) else { return try Mapping(format, templates: folder) }
        guard read.format == format else {
            throw Failure.usage(
                "\(SafeText.line(file ?? "")) is a mapping for \(read.format.rawValue), not for \(format.rawValue)"
            )
        }
        return read
    }

    /// The mapping that somebody named; nil when nobody did. Throws ``MappingFault``.
    func named(templates folder: String) throws -> Mapping? {
        try file.map { try Mapping(.file(path: $0), named: $0, templates: folder) }
    }
}

/// Where what a format cannot carry is written down.
struct LossOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Write what could not be carried into this CSV file, replacing it.", valueName: "file"),
        completion: .file()
    )
    var losses: String?
}

extension ExchangeFormat: ExpressibleByArgument {}

/// The word of `--from`: one of the formats, or our own.
enum FormatName: ExpressibleByArgument, CaseIterable {
    case own
    case foreign(ExchangeFormat)

    static let allCases: [FormatName] = [.own] + ExchangeFormat.allCases.filter(\.canBeRead).map { .foreign($0) }

    init?(argument: String) {
        guard let found = Self.allCases.first(where: { $0.word == argument }) else { return nil }
        self = found
    }

    var word: String {
        switch self {
        case .own: "recoup"
        case .foreign(let format): format.rawValue
        }
    }

    var defaultValueDescription: String { word }

    static var allValueStrings: [String] { allCases.map(\.word) }
}
