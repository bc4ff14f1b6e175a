import Basics
import Casework
import Foundation
import Tickets

/// Puts the parts of a multipart body together: fields in memory, files in a spool.
struct PartCollector {
    private(set) var form = SubmittedForm()
    private let limits: AttachmentLimits
    private let spool: String
    private var current: Current?
    private var textBytes = 0

    private enum Current {
        case field(name: String, bytes: [UInt8])
        case file(Upload)
        /// A file field in which nothing was chosen, or a file that is refused already.
        case ignored
    }

    private struct Upload {
        let name: String
        let mediaType: String
        let file: SpoolFile
        var digest = DigestBuilder()
        var size: Int64 = 0
    }

    init(limits: AttachmentLimits, spool: String) {
        self.limits = limits
        self.spool = spool
    }

    mutating func take(_ event: MultipartParser.Event) throws {
        switch event {
        case .begin(let head): current = try begin(head)
        case .bytes(let bytes): try append(bytes)
        case .end: try end()
        }
    }

    private mutating func begin(_ head: PartHead) throws -> Current {
        guard let name = head.fileName else { return .field(name: head.name, bytes: []) }
        guard !name.isEmpty else { return .ignored }
        do throws(Fault) { _ = try Attachment.checked(name: name) } catch {
            form.add(Problem("files", error))
            return .ignored
        }
        // What a browser says of a file is a guess by its ending; so is ours.
        let stated = head.mediaType.flatMap { try? Attachment.checked(mediaType: $0) }
        let type =
            stated == nil || stated == "application/octet-stream" ? Attachment.mediaType(forName: name) : stated
        return .file(
            Upload(
                name: name,
                mediaType: type ?? "application/octet-stream",
                file: try SpoolFile(in: spool)
            )
        )
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws {
        switch current {
        case .field(let name, var kept):
            // Emptied first, so that the bytes are not copied with every piece.
            current = nil
            kept += bytes
            textBytes += bytes.count
            guard textBytes <= FormReader.textLimit else {
                throw MultipartFault.fieldTooLong(field: name, limit: FormReader.textLimit)
            }
            current = .field(name: name, bytes: kept)
        case .file(var upload):
            upload.size += Int64(bytes.count)
            if upload.size <= limits.size {
                try upload.file.append(bytes)
                upload.digest.append(Array(bytes))
            }
            current = .file(upload)
        case .ignored, nil: break
        }
    }

    private mutating func end() throws {
        defer { current = nil }
        switch current {
        case .field(let name, let bytes):
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw MultipartFault.notUTF8(field: name)
            }
            form.add(name, text)
        case .file(let upload): finish(upload)
        case .ignored, nil: break
        }
    }

    private mutating func finish(_ upload: Upload) {
        guard upload.size <= limits.size else {
            form.add(Problem("files/\(upload.name)", .fileTooLarge(limit: limits.size, actual: upload.size)))
            return
        }
        let file = upload.file
        let digest = upload.digest.finish()
        do throws(Fault) {
            let attachment = try Attachment(
                name: upload.name,
                mediaType: upload.mediaType,
                size: upload.size,
                digest: digest
            )
            form.add(IntakeFile(attachment: attachment, content: file.content(digest: digest, size: upload.size)))
        } catch { form.add(Problem("files", error)) }
    }
}

extension SpoolFile {
    /// The bytes as the store takes them.
    func content(digest: Digest, size: Int64) -> FileContent {
        FileContent(digest: digest, size: size) { body in
            var offset: Int64 = 0
            while offset < size {
                let piece = try self.read(at: offset, count: Int(min(Int64(FileContent.chunkSize), size - offset)))
                guard !piece.isEmpty else { throw StoreError.unavailable("a temporary file lost its end") }
                try body(piece)
                offset += Int64(piece.count)
            }
        }
    }
}
