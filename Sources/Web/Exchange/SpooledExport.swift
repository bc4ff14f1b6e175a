import Basics
import Exchange
import Foundation
import Packing
import Synchronization

/// What an export could not carry, as CSV in a spool.
final class SpooledLosses: Sendable {
    let file: SpoolFile
    private let failure = Mutex<(any Error)?>(nil)

    /// Throws ``StoreError``.
    init(_ file: SpoolFile) throws {
        self.file = file
        try file.append(Array(CSVText.line(["record", "field", "loss"]).utf8))
    }

    func take(_ losses: [Loss]) {
        failure.withLock { failure in
            guard failure == nil else { return }
            do {
                let lines = losses.map { CSVText.line([$0.record, $0.field, $0.sentence]) }
                try file.append(Array(lines.joined().utf8))
            } catch { failure = error }
        }
    }

    /// Throws what went wrong meanwhile.
    func check() throws {
        if let failure = failure.withLock({ $0 }) { throw failure }
    }
}

/// The files of an export in a spool, each under its name.
final class SpooledFiles: Sendable {
    private let files = Mutex<[(name: String, file: SpoolFile)]>([])
    private let spool: String
    /// The format whose one file has no name of its own.
    private let only: ExchangeFormat?

    init(spool: String, only: ExchangeFormat?) {
        self.spool = spool
        self.only = only
    }

    func target() -> any ExportTarget { SpoolTarget(self) }

    fileprivate func begin(_ name: String) throws -> SpoolFile {
        let file = try SpoolFile(in: spool)
        let shown = only.map { "tickets-\($0.rawValue)\($0.fileEnding)" } ?? name
        files.withLock { $0.append((shown, file)) }
        return file
    }

    /// All of them and the losses, packed. Throws ``PackingFault`` and ``StoreError``.
    func zipped(with losses: SpoolFile) throws -> (file: SpoolFile, size: Int64) {
        let result = try SpoolFile(in: spool)
        var size: Int64 = 0
        let zip = ZipWriter(in: spool)
        for (name, file) in files.withLock({ $0 }) + [("losses.csv", losses)] {
            try zip.begin(name)
            var offset: Int64 = 0
            while true {
                let piece = try file.read(at: offset, count: 256 << 10)
                if piece.isEmpty { break }
                try zip.append(piece)
                offset += Int64(piece.count)
            }
        }
        try zip.finish { piece in
            try result.append(piece)
            size += Int64(piece.count)
        }
        return (result, size)
    }
}

/// Writes into a spool.
private final class SpoolTarget: ExportTarget {
    private let files: SpooledFiles
    private var file: SpoolFile?

    init(_ files: SpooledFiles) { self.files = files }

    func begin(_ name: String) throws { file = try files.begin(name) }

    func write(_ bytes: [UInt8]) throws { try file?.append(bytes) }

    func end() { file = nil }
}
