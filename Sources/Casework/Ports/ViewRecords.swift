package import Basics

/// What can be read of saved views.
package protocol ViewRecords {
    /// Those of a person, or with nil the shared ones, by name in the order of its bytes.
    func views(of owner: Person.ID?) throws -> [StoredView]
}

/// What can be written of them.
package protocol MutableViewRecords: ViewRecords {
    /// Adds a view, or puts it in the place of its owner's view of that name.
    func save(_ view: StoredView) throws
    /// False when there was none.
    func removeView(named name: String, of owner: Person.ID?) throws -> Bool
}
