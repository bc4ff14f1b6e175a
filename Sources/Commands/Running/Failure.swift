import Tickets

/// What goes wrong at the command line itself, before or beside the desk.
enum Failure: Error {
    /// The words on the command line do not fit together.
    case usage(String)
    /// A query that cannot be read.
    case query(String, QueryFault)
    /// Reading commands do not create a database.
    case noDatabase(place: String)
    case databaseExists(place: String)
    /// The acting name belongs to nobody here.
    case unknownPerson(String)
    /// A file could not be read or written; the text is the system's.
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    case noTemplates(searched: [String])
    case noHome
    /// The editor ended without leaving a text.
    case emptyText
    case editor(String)
    /// A person did not confirm what they were asked to.
    case unconfirmed(String)
    /// An answer that cannot be taken; the text says where it stands.
    case answer(String)
    /// A program of the system that a command needs is not installed.
    case noProgram(String, package: String)
    /// It did not do its work; the text is its own.
    case program(String, reason: String)
    case portTaken(Int)
    case cannotListen(port: Int, reason: String)
    /// Ctrl-C; the text says what was kept.
    case interrupted(String?)
    /// An import or a validation that said everything already.
    case said(CommandOutcome)

    var status: CommandOutcome {
        switch self {
        case .usage, .query: .usage
        case .noDatabase: .notFound
        case .unknownPerson: .notAllowed
        case .databaseExists, .unreadable, .unwritable, .noTemplates, .noHome, .emptyText, .editor, .unconfirmed,
            .answer, .noProgram, .program, .portTaken, .cannotListen:
            .refused
        case .interrupted: .interrupted
        case .said(let status): status
        }
    }

    /// Nil when everything was said already.
    var sentence: String? {
        switch self {
        case .usage(let text): text
        case .query(let query, let fault): Self.pointing(at: fault, in: query)
        case .noDatabase(let place):
            "there is no database at \(place); 'recoup database create' makes one, --database names another"
        case .databaseExists(let place): "there is a database at \(place) already; it was left as it is"
        case .unknownPerson(let name):
            "nobody here is called '\(name)'; somebody who manages people can add them with 'recoup users add \(name)', "
                + "or act as somebody else with --as NAME"
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
        case .noTemplates(let searched):
            "the templates were not found in \(searched.joined(separator: ", ")); name their folder with --templates"
        case .noHome:
            "there is neither XDG_DATA_HOME nor HOME to keep the database in; name a file with --database"
        case .emptyText: "no text was written, so nothing was done"
        case .editor(let name): "the editor '\(name)' did not end well, so nothing was done; give the text with --text"
        case .unconfirmed(let text): text
        case .answer(let text): text
        case .noProgram(let name, let package):
            "'\(name)' is not installed, which makes this; install Debian's package \(package)"
        case .program(let name, let reason): "'\(name)' did not end well: \(reason)"
        case .portTaken(let port): "port \(port) is in use; choose another with --port"
        case .cannotListen(let port, let reason): "cannot listen on 127.0.0.1:\(port): \(reason)"
        case .interrupted(let text): text
        case .said: nil
        }
    }
}

extension Failure {
    /// The sentence, and the query with a mark under the column.
    private static func pointing(at fault: QueryFault, in query: String) -> String {
        let shown = SafeText.line(query)
        let blanks = String(repeating: " ", count: DisplayWidth.of(String(shown.prefix(max(0, fault.column - 1)))))
        return "\(fault.sentence)\n  \(shown)\n  \(blanks)^"
    }
}

/// The reader of our output went away, as `head` does. Not an error: it has what it wanted.
struct OutputClosed: Error {}
