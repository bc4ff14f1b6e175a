package import Basics
package import XML

/// Why comma-separated text could not be read on: what, and where.
package struct CSVFault: Error, Hashable, Sendable {
    package let kind: Kind
    /// The name that the reader was given for its source, usually a file name.
    package let source: String
    /// From 1; 0 when the fault is not in the text, as for a missing file.
    package let line: Int
    /// In characters from 1; 0 when the fault is not in the text.
    package let column: Int

    package enum Kind: Error, Hashable, Sendable {
        /// The bytes could not be had.
        case unreadable(IOFault)
        /// It is something else altogether.
        case lookalike(Lookalike)
        /// The text is not comma-separated, or its header is not what is needed.
        case flaw(CSVFlaw)
    }

    /// What people mistake for comma-separated text, told by its first bytes.
    package enum Lookalike: String, CaseIterable, Hashable, Sendable {
        case zip, workbook, gzip, pdf, utf32
    }

    package init(_ kind: Kind, in source: String, at place: Problem.Place? = nil) {
        self.kind = kind
        self.source = source
        line = place?.line ?? 0
        column = place?.column ?? 0
    }

    /// One line for a person: `invoice.csv:2:10: what was refused; what would have worked`.
    package var sentence: String {
        line > 0 ? "\(source):\(line):\(column): \(kind.clause)" : "\(source): \(kind.clause)"
    }
}

extension CSVFault: CustomStringConvertible {
    package var description: String { sentence }
}

extension CSVFault.Kind {
    /// The sentence without its place.
    package var clause: String {
        switch self {
        case .unreadable(let fault): fault.clause
        case .lookalike(let what): what.clause
        case .flaw(let flaw): flaw.sentence
        }
    }
}

extension CSVFault.Lookalike {
    fileprivate var clause: String {
        switch self {
        case .zip: "this is a zip archive or an Excel workbook; unpack it, or save the sheet as \"CSV UTF-8\""
        case .workbook: "this is an Excel workbook; save the sheet as \"CSV UTF-8\""
        case .gzip: "this is a gzip file; unpack it first"
        case .pdf: "this is a PDF file; get the CSV file instead"
        case .utf32: "UTF-32 is not supported; save the file as UTF-8"
        }
    }

    /// What begins like this; nil for text.
    init?(beginning head: some Collection<UInt8>) {
        func starts(_ bytes: UInt8...) -> Bool { head.starts(with: bytes) }
        if starts(0x50, 0x4b, 0x03, 0x04) {
            self = .zip
        } else if starts(0xd0, 0xcf, 0x11, 0xe0) {
            self = .workbook
        } else if starts(0x1f, 0x8b) {
            self = .gzip
        } else if head.starts(with: "%PDF-".utf8) {
            self = .pdf
        } else if starts(0xff, 0xfe, 0, 0) || starts(0, 0, 0xfe, 0xff) {
            self = .utf32
        } else {
            return nil
        }
    }
}
