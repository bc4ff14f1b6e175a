package import Basics

/// Everything outside of the program that a command may touch. Tests make their own.
package struct Surroundings: Sendable {
    package var environment: [String: String]
    /// The account that the program runs under.
    package var account: String
    /// The folder of the executable, to find installed templates; nil when unknown.
    package var executableFolder: String?
    package var console: Console
    package var input: Input
    package var now: @Sendable () -> Instant
    package var makeID: @Sendable () -> GUID
    /// Random bytes for secrets, as many as asked for.
    package var randomBytes: @Sendable (Int) -> [UInt8]
    /// Set by Ctrl-C once a command asked for it.
    package var interruption: Interruption

    package init(
        environment: [String: String],
        account: String,
        executableFolder: String?,
        console: Console,
        input: Input,
        now: @escaping @Sendable () -> Instant,
        makeID: @escaping @Sendable () -> GUID,
        randomBytes: @escaping @Sendable (Int) -> [UInt8],
        interruption: Interruption
    ) {
        self.environment = environment
        self.account = account
        self.executableFolder = executableFolder
        self.console = console
        self.input = input
        self.now = now
        self.makeID = makeID
        self.randomBytes = randomBytes
        self.interruption = interruption
    }

    /// What programs that are started get to see: everything but the key.
    var environmentForOthers: [String: String] {
        environment.filter { $0.key != EnvironmentVariable.key.rawValue }
    }

    /// A variable that is set and not empty.
    func variable(_ name: EnvironmentVariable) -> String? {
        environment[name.rawValue].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// Standard input.
package struct Input: Sendable {
    package var descriptor: Int32
    package var isTerminal: Bool

    package init(descriptor: Int32, isTerminal: Bool) {
        self.descriptor = descriptor
        self.isTerminal = isTerminal
    }
}

/// The variables that the program reads; the manual lists them from here.
package enum EnvironmentVariable: String, CaseIterable, Sendable {
    case database = "RECOUP_DATABASE"
    case user = "RECOUP_USER"
    case templates = "RECOUP_TEMPLATES"
    case key = "RECOUP_KEY"
    case keyFile = "RECOUP_KEY_FILE"
    case dataHome = "XDG_DATA_HOME"
    case home = "HOME"
    case noColor = "NO_COLOR"
    case forceColor = "CLICOLOR_FORCE"
    case color = "CLICOLOR"
    case columns = "COLUMNS"
    case terminal = "TERM"
    case mail = "RECOUP_MAIL"
    case mailFrom = "RECOUP_MAIL_FROM"
    case redmineKey = "RECOUP_REDMINE_KEY"
    case visual = "VISUAL"
    case editor = "EDITOR"
    case temporaryFolder = "TMPDIR"

    /// One line for the manual.
    package var meaning: String {
        switch self {
        case .database: "The database, when --database is not given."
        case .user: "The acting person's system name, when --as is not given."
        case .templates: "The folder with the templates, when --templates is not given."
        case .key: "The key that product keys are encrypted with: 64 hexadecimal digits."
        case .keyFile:
            "The file that holds it, when RECOUP_KEY is not set; else <database>.key, and recoup.key for a server."
        case .dataHome: "Where the default database lies, as recoup/recoup.db; $HOME/.local/share when it is not set."
        case .home: "The home folder."
        case .noColor: "No colour, whatever else is set, when it is not empty."
        case .forceColor: "Colour even in a pipe, when it is neither empty nor 0."
        case .color: "No colour when it is 0."
        case .columns: "The width of tables; else the terminal's own."
        case .terminal: "No colour when it is dumb."
        case .mail: "Where mails go, when --mail is not given: folder:PATH, sendmail or sendmail:PATH."
        case .mailFrom: "The address that mails come from, when --mail-from is not given."
        case .redmineKey: "The API key for 'sync redmine', when --key-file is not given."
        case .visual: "The editor for longer texts on a terminal."
        case .editor: "The same, when VISUAL is not set."
        case .temporaryFolder: "Where the editor's file lies; /tmp when it is not set."
        }
    }
}
