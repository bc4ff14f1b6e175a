import Casework

/// Puts messages into a folder, one file for each: a mail program opens them, and another program may fetch them from
/// there.
///
/// A file has the name of its mail and is there whole or not at all; the same mail again is the same file.
struct FolderCourier: Courier {
    private let folder: String
    /// Makes the name of a file that is being written unique.
    private let makeName: @Sendable () -> String

    /// `folder` has to be there.
    init(_ folder: String, makeName: @escaping @Sendable () -> String) {
        self.folder = folder
        self.makeName = makeName
    }

    func deliver(_ parcel: Parcel) async throws(Undeliverable) {
        do {
            try await NewFile.write("\(folder)/\(parcel.id).eml", replacing: true, name: makeName()) {
                try $0.write(parcel.message)
            }
        } catch { throw Undeliverable(ErrorReport(error).sentence ?? "it was stopped") }
    }
}
