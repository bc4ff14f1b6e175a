import Foundation
import ServerProcess

/// The temporary directory of one server: its data, its socket and its log.
struct ServerFolder: Sendable {
    let path: String
    var data: String { path + "/data" }

    init(owner: String?) throws {
        // A socket's path may have 107 bytes.
        let temporary = NSTemporaryDirectory()
        let parent = temporary.utf8.count <= 60 ? temporary : "/tmp/"
        var template = Array((parent + (parent.hasSuffix("/") ? "" : "/") + "recoup-postgres-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw ServerProblem("no directory can be made in \(parent)") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        if let owner, let user = getpwnam(owner) {
            guard chown(path, user.pointee.pw_uid, user.pointee.pw_gid) == 0 else {
                throw ServerProblem("\(path) cannot be given to \(owner)")
            }
        }
    }

    func configure() throws {
        let settings = """

            listen_addresses = ''
            unix_socket_directories = '\(path)'
            max_connections = 200
            shared_buffers = 32MB
            fsync = off
            full_page_writes = off
            logging_collector = off

            """
        guard let file = FileHandle(forWritingAtPath: data + "/postgresql.conf") else {
            throw ServerProblem("\(data)/postgresql.conf cannot be written")
        }
        try file.seekToEnd()
        try file.write(contentsOf: Data(settings.utf8))
        try file.close()
    }
}
