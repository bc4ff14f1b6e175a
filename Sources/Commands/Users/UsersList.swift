import ArgumentParser
import Basics
import Casework

/// `users list`
struct UsersList: Verb {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List people and their roles.")

    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            let people = try await session.desk.people(for: session.actor)
            let format = output.format(on: surroundings.console)
            try Listing.people.write(people, as: format, to: output.console(surroundings))
            return .done
        }
    }
}

extension Listing where Row == Person {
    static var people: Listing<Person> {
        Listing(
            names: ("people", "person"),
            columns: [
                Column(title: "NAME", shown: { ($0.systemName, .strong) }, exact: \.systemName),
                Column(title: "DISPLAY NAME", minimum: 8, shown: { ($0.displayName, nil) }, exact: \.displayName),
                Column(
                    title: "E-MAIL",
                    minimum: 12,
                    rank: 2,
                    shown: { ($0.email?.text ?? "", nil) },
                    exact: { $0.email?.text ?? "" }
                ),
                Column(title: "LANGUAGE", rank: 1, shown: { ($0.language.rawValue, nil) }, exact: \.language.rawValue),
                Column(title: "ROLES", minimum: 10, shown: { (roles($0), nil) }, exact: { roles($0) }),
            ],
            fields: { person in
                [
                    ("name", .text(person.systemName)), ("id", .text(person.id.description)),
                    ("displayName", .text(person.displayName)), ("email", .text(orNull: person.email?.text)),
                    ("language", .text(person.language.rawValue)),
                    ("roles", .list(person.roles.sorted().map { .text($0.rawValue) })),
                    ("tenant", .text(orNull: person.tenant?.description)),
                ]
            },
            name: \.systemName
        )
    }

    private static func roles(_ person: Person) -> String {
        person.roles.sorted().map(\.rawValue).joined(separator: " ")
    }
}
