import XML

/// Why a mapping cannot be used: every problem, `FILE:LINE:COLUMN: sentence` each.
package struct MappingFault: Error, Hashable, Sendable {
    package let problems: [String]

    package var sentence: String { problems.joined(separator: "\n") }

    init(_ problems: [String]) {
        self.problems = problems
    }

    init(_ fault: XMLFault) {
        self.init([fault.sentence])
    }
}
