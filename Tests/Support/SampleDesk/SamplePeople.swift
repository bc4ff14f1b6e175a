package import Basics

/// The people of the sample desk: one for every role, under the role's name, and second ones where two are needed.
package enum SamplePeople {
    package static let organisation = Organisation(
        id: Organisation.ID(GUID(high: 0x0a00_7000, low: 0x8000_0000_0000_0001)),
        name: "Fabrikam Cloud Partners",
        parent: nil
    )

    /// Files requests; the contact of the sample form.
    package static let requester = person(1, "kim", "Kim Minji", "kim@fabrikam.com", [.user])
    package static let otherRequester = person(2, "lee", "Lee Jiwoo", "lee@fabrikam.com", [.salesAgent], .korean)
    package static let agent = person(3, "ada", "Ada Agent", "ada@fabrikam.com", [.agent])
    package static let otherAgent = person(4, "alan", "Alan Agent", "alan@fabrikam.com", [.agent])
    package static let approver = person(5, "olga", "Olga Approver", "olga@fabrikam.com", [.approver])
    package static let otherApprover = person(6, "otto", "Otto Approver", "otto@fabrikam.com", [.approver])
    package static let adminAgent = person(7, "amir", "Amir Admin Agent", "amir@fabrikam.com", [.adminAgent])
    package static let billing = person(8, "bea", "Bea Billing", "bea@fabrikam.com", [.billing])
    package static let auditor = person(9, "ines", "Ines Auditor", "ines@fabrikam.com", [.auditor])
    package static let administrator = person(10, "root", "Rut Administrator", "rut@fabrikam.com", [.administrator])
    package static let system = person(11, "system", "The clock", nil, [.system])
    package static let customer = person(12, "carla", "Carla Customer", "carla@contoso.com", [.customerGlobalAdmin])

    /// Everybody above.
    package static let named = [
        requester, otherRequester, agent, otherAgent, approver, otherApprover, adminAgent, billing, auditor,
        administrator, system, customer,
    ]

    /// The named people, and one for every role that none of them has.
    package static let all: [Person] =
        named
        + Role.allCases.enumerated().compactMap { index, role in
            named.contains { $0.roles == [role] }
                ? nil : person(UInt64(100 + index), role.rawValue, role.rawValue, nil, [role])
        }

    /// The first of them who has exactly this role.
    package static func with(_ role: Role) -> Person {
        all.first { $0.roles == [role] } ?? requester
    }

    /// Somebody made for one test. The same number is the same person.
    package static func person(
        _ number: UInt64,
        _ systemName: String,
        _ displayName: String,
        _ email: String?,
        _ roles: Set<Role>,
        _ language: Language = .english
    ) -> Person {
        Person(
            id: Person.ID(GUID(high: 0x0e00_7000, low: 0x8000_0000_0000_0000 | number)),
            systemName: systemName,
            displayName: displayName,
            email: email.flatMap { try? EmailAddress($0) },
            language: language,
            organisation: organisation.id,
            roles: roles
        )
    }
}
