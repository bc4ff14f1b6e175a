import ArgumentParser
import Basics
import Casework
import Orders
import Tickets

/// `samples`
struct SamplesCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "samples",
        abstract: "Fill a simulated database with invented customers and orders.",
        discussion: """
            Orders are placed over the last 400 days, half of them around the edges of cancellation windows; some have seats \
            added, some are cancelled, and the months that are over are invoiced. The same seed at the same moment makes the \
            same world, and a second time changes nothing. It needs a price list: 'recoup products import \
            Samples/catalogue.csv'.
            """
    )

    @Option(name: .long, help: ArgumentHelp("Another number makes another world.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(name: .long, help: ArgumentHelp("How many customers, up to 100,000.", valueName: "n"))
    var customers = 40

    @Option(name: .long, help: ArgumentHelp("How many orders, up to 1,000,000.", valueName: "n"))
    var orders = 400

    @Option(
        name: .long,
        help: ArgumentHelp("The moment that the world is made for; now, when left out.", valueName: "instant")
    )
    var at: String?

    @Flag(name: .long, help: "Close no invoices.")
    var withoutInvoices = false

    @OptionGroup(title: "Change") var rehearsal: RehearsalOptions
    @OptionGroup(title: "Desk") var desk: DeskOptions

    /// What the markets of the sample price list charged in 2026, roughly.
    private static let taxRates = "AU=10 BR=17 CH=8.1 DE=19 FR=20 GB=20 IN=18 JP=10 KR=10 NG=7.5"

    /// Orders of one transaction.
    private static let batch = 1_000

    func validate() throws {
        guard (1...100_000).contains(customers) else { throw ValidationError("--customers takes 1 to 100000") }
        guard (1...1_000_000).contains(orders) else { throw ValidationError("--orders takes 1 to 1000000") }
    }

    func run(in surroundings: Surroundings) async throws -> CommandOutcome {
        try await desk.withSession(rehearsal.dryRun ? .rehearsing : .changing, surroundings) { session in
            let now: Instant
            do throws(Fault) {
                now = try at.map { text throws(Fault) in try Instant(text) } ?? surroundings.now()
            } catch {
                throw Failure.usage("--at: \(error.sentence)")
            }
            // Without tax rates a whole world would be free of tax.
            let settings = try await session.desk.settings(for: session.actor)
            if settings.contains(where: { $0.setting == .orders(.taxRates) && $0.value == nil }) {
                try await session.desk.set(.orders(.taxRates), to: Self.taxRates, by: session.actor)
            }
            let (made, oldest) = try await fill(session, at: now)
            var invoices = 0
            var month = Month(of: oldest.day)
            while !withoutInvoices, made > 0, month.end <= now {
                invoices += try await session.desk.runInvoices(month, by: session.actor).statements.count
                month = month.next
            }
            surroundings.console.say(
                "made \(made) of \(orders) orders for \(customers) customers and \(invoices) invoices"
            )
            return .done
        }
    }

    /// Returns how many orders are new, and when the oldest was placed.
    private func fill(_ session: Session, at now: Instant) async throws -> (made: Int, oldest: Instant) {
        let offers = try await session.desk.offers(OfferFilter(), for: session.actor, limit: 2_000)
        var world = SampleWorld(
            offers: offers,
            at: now,
            by: session.actor.person,
            under: try await session.desk.orderRules(),
            using: SplitMix64(seed: seed)
        )
        guard world.hasOffers else {
            throw Failure.usage(
                "there is no price list yet; bring one in with 'recoup products import Samples/catalogue.csv'"
            )
        }
        world.addCustomers(customers)
        var (made, told) = (0, 0)
        var oldest = now
        var isFirst = true
        while told < orders {
            var stories: [SampleWorld<SplitMix64>.Story] = []
            while stories.count < Self.batch, told < orders {
                told += 1
                if let story = world.nextStory() { stories.append(story) }
            }
            oldest = stories.reduce(oldest) { min($0, $1.order.placedAt) }
            made += try await session.desk.keepSamples(
                isFirst ? world.customers : [],
                stories.map(\.order),
                stories.flatMap(\.acts),
                by: session.actor
            )
            isFirst = false
        }
        return (made, oldest)
    }
}
