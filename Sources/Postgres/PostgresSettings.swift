/// How a PostgreSQL database is used.
package struct PostgresSettings: Sendable {
    /// The most connections at once. Each is made when it is first needed.
    package var connections = 8
    /// How long one statement may take, in seconds, waiting for locks included.
    package var statementSeconds = 60
    /// How long making a connection may take, in seconds.
    package var connectSeconds = 10
    /// How many times a transaction is tried that collides with others.
    package var attempts = 5

    package init() {}
}
