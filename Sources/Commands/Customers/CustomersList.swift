import ArgumentParser
import Basics
import Casework
import Orders

/// `customers list`
struct CustomersList: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List customers by name.",
        discussion: "With a word only those whose name or domain begins with it, in any case."
    )

    @Argument(help: "What the name or the domain begins with.")
    var beginning: String?

    @OptionGroup(title: "List") var page: PageOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(.reading, surroundings) { session in
            var cursor: CustomerCursor?
            if let after = page.after {
                cursor = CustomerCursor(try await session.desk.customer(CustomerReference(after), for: session.actor))
            }
            var writer = ListWriter(
                .customers,
                output.format(on: surroundings.console),
                output.console(surroundings)
            )
            var isEmpty = true
            repeat {
                let found = try await session.desk.customers(
                    beginning: beginning,
                    for: session.actor,
                    after: cursor,
                    limit: page.pageLength
                )
                for customer in found.customers { try writer.write(customer) }
                isEmpty = isEmpty && found.customers.isEmpty
                cursor = found.next
            } while page.all && cursor != nil
            try writer.finish()
            page.sayEnd(
                isEmpty: isEmpty,
                of: "customers",
                goingOnBehind: cursor?.id.description,
                on: surroundings.console
            )
            return .done
        }
    }
}
