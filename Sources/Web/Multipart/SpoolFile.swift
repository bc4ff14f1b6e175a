import Casework
import Foundation
import Packing

/// A file on its way in or out, on disk without a name, whose refusals are the store's.
final class SpoolFile: Sendable {
    private let file: NamelessFile

    /// Throws ``StoreError``.
    init(in directory: String) throws {
        do throws(NamelessFile.Refusal) { file = try NamelessFile(in: directory) } catch {
            throw Self.failure("no temporary file can be made in \(directory)", error)
        }
    }

    /// Opens the file again, at its start, while this one is held.
    var path: String { file.path }

    /// Adds bytes at the end. Throws ``StoreError``.
    func append(_ bytes: some ContiguousBytes) throws {
        do throws(NamelessFile.Refusal) { try file.append(bytes) } catch {
            throw Self.failure("a temporary file cannot be written", error)
        }
    }

    /// At most `count` bytes from `offset` on; empty at the end. Throws ``StoreError``.
    func read(at offset: Int64, count: Int) throws -> [UInt8] {
        do throws(NamelessFile.Refusal) { return try file.bytes(at: offset, count: count) } catch {
            throw Self.failure("a temporary file cannot be read", error)
        }
    }

    private static func failure(_ what: String, _ refusal: NamelessFile.Refusal) -> StoreError {
        let text = "\(what): \(refusal.words)"
        return refusal.isFull ? .full(text) : .unavailable(text)
    }
}
