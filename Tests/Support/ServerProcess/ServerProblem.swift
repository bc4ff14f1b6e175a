/// Why a server for the tests cannot be had, and what to install.
package struct ServerProblem: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
