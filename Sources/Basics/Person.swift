/// Somebody who uses the desk, or the desk itself acting by the clock.
package struct Person: Hashable, Sendable {
    package typealias ID = Identifier<Person>

    package let id: ID
    /// The name used at the command line and in files: 1 to 64 characters, letters, digits and `. _ - @ +`.
    package let systemName: String
    package let displayName: String
    package let email: EmailAddress?
    package let language: Language
    package let organisation: Organisation.ID
    package let roles: Set<Role>
    /// The tenant that a customer's global admin administers; nil for everybody else.
    package let tenant: GUID?
    /// What the roles allow together, worked out once: every act asks.
    private let permissions: Set<Permission>

    package init(
        id: ID,
        systemName: String,
        displayName: String,
        email: EmailAddress?,
        language: Language,
        organisation: Organisation.ID,
        roles: Set<Role>,
        tenant: GUID? = nil
    ) {
        self.id = id
        self.systemName = systemName
        self.displayName = displayName
        self.email = email
        self.language = language
        self.organisation = organisation
        self.roles = roles
        self.tenant = tenant
        permissions = roles.reduce(into: []) { $0.formUnion($1.permissions) }
    }

    /// Checks a system name. Throws a ``Fault``.
    package static func checked(systemName: String) throws(Fault) -> String {
        let name = try Text.line(systemName, limit: 64)
        guard name.utf8.allSatisfy({ isNameByte($0) }) else {
            let position = name.utf8.enumerated().first { !isNameByte($0.element) }?.offset ?? 0
            throw .forbiddenCharacter(
                scalar: name.unicodeScalars.dropFirst(position).first?.value ?? 0,
                position: position + 1
            )
        }
        return name
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "@"), UInt8(ascii: "+"):
            true
        default: false
        }
    }

    package func may(_ permission: Permission) -> Bool {
        permissions.contains(permission)
    }

    /// The same person with other roles.
    package func with(roles: Set<Role>) -> Person { with(roles: roles, tenant: tenant) }

    /// The same person with other roles, and the tenant that they administer.
    package func with(roles: Set<Role>, tenant: GUID?) -> Person {
        Person(
            id: id,
            systemName: systemName,
            displayName: displayName,
            email: email,
            language: language,
            organisation: organisation,
            roles: roles,
            tenant: tenant
        )
    }
}
