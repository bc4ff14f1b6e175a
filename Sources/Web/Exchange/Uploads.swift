import Basics
import Casework

/// Files that wait between the preview and the second step. They lie without a name in the spool, so nothing is left of them
/// when the desk stops.
actor Uploads {
    struct Upload: Sendable {
        let name: String
        let file: IntakeFile
        let person: Person.ID
        let at: Instant
    }

    /// Older ones are let go when there are more.
    private static let limit = 20
    /// Milliseconds that a file waits.
    private static let patience: Int64 = 3_600_000

    private var uploads: [GUID: Upload] = [:]

    func keep(_ upload: Upload, as id: GUID) {
        uploads = uploads.filter { upload.at.milliseconds - $0.value.at.milliseconds < Self.patience }
        if uploads.count >= Self.limit, let oldest = uploads.min(by: { $0.value.at < $1.value.at }) {
            uploads[oldest.key] = nil
        }
        uploads[id] = upload
    }

    /// The file, for the person who sent it; nil when it is not there any more.
    func upload(_ id: GUID, for person: Person.ID, at now: Instant) -> Upload? {
        guard let upload = uploads[id], upload.person == person,
            now.milliseconds - upload.at.milliseconds < Self.patience
        else { return nil }
        return upload
    }

    func remove(_ id: GUID) { uploads[id] = nil }
}
