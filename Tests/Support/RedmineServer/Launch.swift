import Foundation
import ServerProcess

/// How the server comes up: in one Ruby process that makes the database, what the tests need in it, and then serves.
enum Launch {
    /// Waits until the server says that it listens: its port and the keys, a line each. Throws with its log when it ends
    /// first.
    static func ready(_ folder: ServerFolder, _ process: pid_t) async throws -> [String] {
        let end = Task { await Spawn.end(of: process) }
        let gaveUp = ContinuousClock.now + .seconds(300)
        let path = folder.path + "/ready"
        while ContinuousClock.now < gaveUp {
            if let text = try? String(contentsOfFile: path, encoding: .utf8) {
                let lines = text.split(separator: "\n").map(String.init)
                guard lines.count == 3 else { throw ServerProblem("\(path) says: \(text)") }
                return lines
            }
            guard kill(process, 0) == 0 else { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        end.cancel()
        let log = (try? String(contentsOfFile: folder.path + "/log", encoding: .utf8)) ?? ""
        throw ServerProblem("Redmine did not start: \(log.suffix(4_000))")
    }

    static let script = """
        File.write(File.expand_path("pid", __dir__), Process.pid.to_s)
        require File.expand_path("app/config/environment", __dir__)

        # Nothing of it has to outlive the tests.
        connection = ActiveRecord::Base.connection
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA journal_mode=MEMORY")
        ActiveRecord::Migration.verbose = false
        ActiveRecord::MigrationContext.new(
          File.expand_path("app/db/migrate", __dir__), ActiveRecord::SchemaMigration
        ).migrate
        ActiveRecord::Base.descendants.each(&:reset_column_information)

        Redmine::DefaultData::Loader.load("en")
        Setting.rest_api_enabled = "1"
        Setting.notified_events = []

        fields = ["External ID", "Recoup number", "Tenant", "Order", "Subscription", "Refund reason", "Amount",
                  "Currency", "Contact name", "Contact e-mail", "Contact phone"]
        formats = { "Refund reason" => "list", "Amount" => "float" }
        reasons = ["Service outage", "Technical problem", "Accidental purchase", "Wrong information",
                   "Duplicate purchase", "Billing error", "Other"]
        make = lambda do |name, format, trackers, filter = true|
          field = IssueCustomField.new(name: name, field_format: format, is_for_all: true, is_filter: filter)
          field.possible_values = reasons if format == "list"
          field.trackers = trackers
          field.save!
        end
        fields.each { |name| make.call(name, formats[name] || "string", Tracker.all.to_a) }
        make.call("Bugs only", "string", [Tracker.find_by!(name: "Bug")])
        make.call("No filter", "string", Tracker.all.to_a, false)

        project = Project.new(name: "CSP Refunds", identifier: "csp-refunds", is_public: false)
        project.enabled_module_names = ["issue_tracking"]
        project.trackers = Tracker.all.to_a
        project.save!

        clerk = User.new(firstname: "Clara", lastname: "Clerk", mail: "clara@example.net", language: "en")
        clerk.login = "clara"
        clerk.password = clerk.password_confirmation = "nobody signs in with it"
        clerk.save!
        role = Role.find_by!(name: "Reporter")
        role.add_permission!(:view_issues, :add_issues, :edit_issues, :add_issue_notes)
        Member.create!(project: project, principal: clerk, roles: [role])
        admin = User.find_by!(login: "admin")
        admin.update_columns(must_change_passwd: false, language: "en")
        keys = [admin, clerk].map { |user| Token.create!(user: user, action: "api").value }

        require "rack/handler/webrick"
        # One at a time: a database of this kind has one writer, and the answer to two is a 500.
        lock = Mutex.new
        alone = lambda { |env| lock.synchronize { Rails.application.call(env) } }
        quiet = WEBrick::Log.new(File::NULL)
        Rack::Handler::WEBrick.run(
          alone, Host: "127.0.0.1", Port: 0, Logger: quiet, AccessLog: []
        ) do |server|
          said = File.expand_path("ready", __dir__)
          File.write(said + ".new", ([server.listeners[0].addr[1]] + keys).join("\\n") + "\\n")
          File.rename(said + ".new", said)
        end
        """
}
