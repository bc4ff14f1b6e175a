import Basics
package import Tickets

extension Desk {
    /// The views that this person has: the built-in ones for their roles, the shared ones, their own.
    package func views(for actor: Actor) async throws -> [SavedView] {
        try await store.read { try $0.views(for: actor) }
    }

    /// The same, each with how many tickets it finds for this person: exactly, or up to ``countingLimit``.
    package func countedViews(for actor: Actor) async throws -> [CountedView] {
        let now = now()
        return try await store.read { records in
            try records.views(for: actor).map { view in
                guard let query = try? TicketQuery(view.query) else { return CountedView(view: view, count: nil) }
                let count = try records.count(query, for: actor.person, at: now, upTo: Desk.countingLimit)
                return CountedView(view: view, count: count)
            }
        }
    }

    /// The view of a name: the person's own before a shared one. Throws ``DeskError/noSuchView(_:)``.
    package func view(named name: String, for actor: Actor) async throws -> SavedView {
        let views = try await views(for: actor)
        guard let view = views.last(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            throw DeskError.noSuchView(name)
        }
        return view
    }

    /// Keeps a query under a name, in the place of the owner's view of that name.
    ///
    /// Sharing takes ``Permission/shareViews``. Throws ``DeskError/badQuery(_:)`` with the column,
    /// ``DeskError/invalid(_:)`` for a name that is empty, too long or built in, and ``DeskError/tooManyViews(limit:)``.
    @discardableResult
    package func saveView(
        named name: String,
        query text: String,
        isShared: Bool,
        by actor: Actor
    ) async throws -> SavedView {
        if isShared { try actor.person.require(.shareViews) }
        do throws(QueryFault) { _ = try TicketQuery(text) } catch { throw DeskError.badQuery(error) }
        let checked = try Self.checked(name, query: text)
        let stored = StoredView(
            owner: isShared ? nil : actor.person.id,
            name: checked.name,
            query: checked.query,
            savedBy: actor.person.id,
            savedByName: actor.person.systemName,
            savedAt: now()
        )
        return try await store.write { records in
            let others = try records.views(of: stored.owner).filter { !$0.name.utf8.elementsEqual(stored.name.utf8) }
            guard others.count < SavedView.limit else { throw DeskError.tooManyViews(limit: SavedView.limit) }
            try records.save(stored)
            return SavedView(stored)
        }
    }

    /// Removes one of the person's own views, or a shared one, which takes ``Permission/shareViews``. Throws
    /// ``DeskError/noSuchView(_:)``.
    package func removeView(named name: String, isShared: Bool, by actor: Actor) async throws {
        if isShared { try actor.person.require(.shareViews) }
        try await store.write { records in
            guard try records.removeView(named: name, of: isShared ? nil : actor.person.id) else {
                throw DeskError.noSuchView(name)
            }
        }
    }

    private static func checked(_ name: String, query: String) throws(DeskError) -> (name: String, query: String) {
        func read(_ field: String, _ body: () throws(Fault) -> String) throws(DeskError) -> String {
            do throws(Fault) { return try body() } catch { throw .invalid(Problems([Problem(field, error)])) }
        }
        let name = try read("name") { () throws(Fault) in
            let name = try Text.line(name, limit: SavedView.nameLimit)
            guard BuiltInView(rawValue: name) == nil else { throw .duplicateName(name) }
            return name
        }
        // An empty query finds everything, which is worth a name too.
        guard !query.trimmed.isEmpty else { return (name, "") }
        return (name, try read("query") { () throws(Fault) in try Text.line(query, limit: SavedView.queryLimit) })
    }
}

extension ViewRecords {
    fileprivate func views(for actor: Actor) throws -> [SavedView] {
        BuiltInView.allCases.filter { $0.isOffered(to: actor.person) }.map(\.view)
            + (try views(of: nil) + views(of: actor.person.id)).map { SavedView($0) }
    }
}

extension SavedView {
    fileprivate init(_ stored: StoredView) {
        self.init(
            name: stored.name,
            query: stored.query,
            scope: stored.owner == nil ? .shared(by: stored.savedByName) : .personal
        )
    }
}
