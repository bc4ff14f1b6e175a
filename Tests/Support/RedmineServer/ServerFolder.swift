import Foundation
import ServerProcess

/// The temporary directory of one server: a copy of the program, its database, its files and its log.
struct ServerFolder: Sendable {
    let path: String
    private let owner: String?

    init(owner: String?) throws {
        let parent = NSTemporaryDirectory()
        var template = Array((parent + (parent.hasSuffix("/") ? "" : "/") + "recoup-redmine-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw ServerProblem("no directory can be made in \(parent)") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        self.owner = owner
    }

    /// Copies the program, which finds its configuration beside itself, and gives everything to the owner.
    func fill(from installation: Installation) async throws {
        let script = """
            set -e
            mkdir -p "$1/app/config" "$1/files" "$1/app/instances/default/config" "$1/app/instances/default/log" \
                "$1/app/instances/default/tmp/cache"
            for part in config.ru Rakefile app db lib public; do cp -R "$2/$part" "$1/app/"; done
            for part in "$2"/config/*; do
                case $part in */database.yml|*/configuration.yml) ;; *) cp -R "$part" "$1/app/config/" ;; esac
            done
            sed "s#/usr/share/redmine/{config,instances/\\*/config}/database.yml#$1/app/config/database.yml#" \
                "$2/Gemfile" >"$1/app/Gemfile"
            echo 'gem "webrick"' >"$1/app/Gemfile.local"
            printf 'production:\\n  adapter: sqlite3\\n  database: %s/redmine.sqlite3\\n  timeout: 20000\\n  pool: 200\\n' "$1" \
                >"$1/app/config/database.yml"
            cp "$1/app/config/database.yml" "$1/app/instances/default/config/"
            printf 'default:\\n  attachments_storage_path: %s/files\\n' "$1" >"$1/app/config/configuration.yml"
            echo "of a server that lives as long as its tests, and of no other" >"$1/app/instances/default/config/secret_key.txt"
            if [ -n "$3" ]; then chown -R "$3" "$1"; fi
            """
        let null = open("/dev/null", O_RDWR)
        guard null >= 0 else { throw ServerProblem("/dev/null cannot be opened") }
        defer { close(null) }
        let process = try Spawn.start(
            ["sh", "-c", script, "sh", path, Installation.folder, owner ?? ""],
            input: null,
            output: null
        )
        let status = await Spawn.end(of: process)
        guard status == 0 else { throw ServerProblem("\(Installation.folder) cannot be copied to \(path)") }
    }
}
