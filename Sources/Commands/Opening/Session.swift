import Basics
import Casework
import Orders
import SQL
import Tickets

/// A desk that is open, and the person who acts.
struct Session: Sendable {
    let desk: Desk
    let actor: Actor
    let database: any Database
    /// True for the first person of a desk while they are not kept yet, which they are not while an archive is restored.
    let isUnsettled: Bool

    /// What a command is about to do.
    enum Purpose {
        /// Nothing changes; the database must be there.
        case reading
        /// Something changes; a missing database is made, and its first person is kept.
        case changing
        /// As changing, but the first person is not kept until ``Session/settled()``: an archive brings its own people.
        case restoring
        /// As restoring, by somebody who keeps nothing: no database is made.
        case examining
        /// Everything is done and undone.
        case rehearsing
    }
}

extension DeskOptions {
    /// The name of the person who acts.
    func actingName(_ surroundings: Surroundings) -> String {
        actingName ?? surroundings.variable(.user) ?? surroundings.account
    }

    /// Opens the desk for `body` and closes it afterwards.
    func withSession<Value>(
        _ purpose: Session.Purpose,
        _ surroundings: Surroundings,
        _ body: (Session) async throws -> Value
    ) async throws -> Value {
        let creation: OpenedDatabase.Creation =
            switch purpose {
            case .reading, .rehearsing, .examining: .never
            case .changing, .restoring: .ifMissing(.external)
            }
        let opened = try await OpenedDatabase.open(self, creation, surroundings)
        do {
            let value = try await body(try await session(opened, purpose, surroundings))
            await opened.database.close()
            return value
        } catch {
            await opened.database.close()
            throw error
        }
    }

    private func session(
        _ opened: OpenedDatabase,
        _ purpose: Session.Purpose,
        _ surroundings: Surroundings
    ) async throws -> Session {
        let name = actingName(surroundings)
        let place = try DatabasePlace(database, surroundings)
        func desk(_ store: any DeskStore, isRehearsal: Bool = false) -> Desk {
            Desk(
                store: store,
                book: opened.book,
                now: surroundings.now,
                makeID: surroundings.makeID,
                secrets: KeySource(place, isRehearsal: isRehearsal, surroundings).secrets
            )
        }
        let real = desk(opened.store, isRehearsal: purpose == .examining)
        var (person, isFirst): (Person, Bool)
        do {
            (person, isFirst) = try await real.person(named: name)
        } catch DeskError.noSuchPerson {
            throw Failure.unknownPerson(SafeText.line(name))
        }
        var chosen = real
        switch purpose {
        case .reading, .restoring, .examining: break
        case .changing:
            if isFirst {
                person = try await real.settle(person, organisation: Session.organisation)
                surroundings.console.say(Session.welcome(person))
                isFirst = false
            }
        case .rehearsing:
            chosen = desk(RehearsalStore(of: opened.store, first: isFirst ? person : nil), isRehearsal: true)
        }
        let actor = Actor(person: person, account: surroundings.account, origin: .cli)
        return Session(desk: chosen, actor: actor, database: opened.database, isUnsettled: isFirst)
    }
}

extension Session {
    /// The organisation of a desk's first person, until there is more to say of it.
    static let organisation = "Partner"

    static func welcome(_ person: Person) -> String {
        "\(person.systemName) is the first person of this desk and has every role; "
            + "add others with 'recoup users add NAME --role ROLE'"
    }

    /// The same session with its first person kept.
    func settled(_ surroundings: Surroundings) async throws -> Session {
        guard isUnsettled else { return self }
        let person = try await desk.settle(actor.person, organisation: Self.organisation)
        surroundings.console.say(Self.welcome(person))
        return Session(
            desk: desk,
            actor: Actor(person: person, account: actor.account, origin: actor.origin),
            database: database,
            isUnsettled: false
        )
    }
}
