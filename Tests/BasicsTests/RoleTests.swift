import Basics
import Testing

struct RoleTests {
    /// Written by hand: a change of the table has to be made twice.
    static let table: [Role: Set<Permission>] = [
        .globalAdmin: [.fileTickets, .seeOrders, .buyProducts, .seeInvoices, .readAccessLog],
        .adminAgent: [
            .fileTickets, .seeAllTickets, .cancelOrders, .seeOrders, .recordOrders, .buyProducts, .seeKeys,
            .seeInvoices,
        ],
        .salesAgent: [.fileTickets, .seeOrders],
        .helpdeskAgent: [.fileTickets, .seeOrders],
        .billingAdmin: [.fileTickets, .seeOrders, .seeInvoices],
        .userManagementAdmin: [.fileTickets, .seeOrders],
        .accountAdmin: [.fileTickets, .seeOrders, .readAccessLog],
        .referralAdmin: [.fileTickets, .seeOrders, .readAccessLog],
        .marketingContentAdmin: [.fileTickets, .seeOrders, .readAccessLog],
        .partnerAdmin: [.fileTickets, .seeOrders],
        .user: [.fileTickets, .seeOrders],
        .customerGlobalAdmin: [.seeOwnKeys],
        .agent: [
            .fileTickets, .seeAllTickets, .seeInternalNotes, .workTickets, .importRecords, .exportArchive, .seeOrders,
            .recordOrders, .seeInvoices, .shareViews,
        ],
        .approver: [
            .fileTickets, .seeAllTickets, .seeInternalNotes, .approveTickets, .exportArchive, .seeOrders, .seeInvoices,
            .shareViews,
        ],
        .billing: [
            .fileTickets, .seeAllTickets, .seeInternalNotes, .settleCredits, .exportArchive, .seeOrders, .recordOrders,
            .seeInvoices,
        ],
        .auditor: [.seeAllTickets, .seeInternalNotes, .exportArchive, .verifyAudit, .seeOrders, .seeInvoices],
        .administrator: [
            .seeAllTickets, .seeInternalNotes, .importRecords, .exportArchive, .restoreArchive, .verifyAudit,
            .managePeople, .seeOrders, .recordOrders, .seeInvoices,
        ],
        .system: [.seeAllTickets, .seeInternalNotes, .runTheClock, .seeOrders],
    ]

    @Test(arguments: Role.allCases)
    func `a role may what the table says and nothing else`(role: Role) throws {
        let expected = try #require(Self.table[role])
        let person = person(with: [role])
        for permission in Permission.allCases {
            #expect(role.permissions.contains(permission) == expected.contains(permission), "\(permission)")
            #expect(person.may(permission) == expected.contains(permission), "\(permission)")
            #expect(permission.roles.contains(role) == expected.contains(permission), "\(permission)")
        }
    }

    @Test func `every permission belongs to some role, and who sees internal notes sees every ticket`() {
        for permission in Permission.allCases { #expect(!permission.roles.isEmpty, "\(permission)") }
        #expect(Set(Permission.seeInternalNotes.roles).isSubset(of: Permission.seeAllTickets.roles))
        // Whoever the workflow gives something to do has to see the tickets to do it to.
        for permission in [Permission.workTickets, .approveTickets, .cancelOrders, .settleCredits, .runTheClock] {
            #expect(Set(permission.roles).isSubset(of: Permission.seeAllTickets.roles), "\(permission)")
        }
        #expect(Permission.restoreArchive.roles == [.administrator])
        // The seed: admin agents cancel and see keys; four roles read who did.
        #expect(Permission.cancelOrders.roles == [.adminAgent])
        #expect(Permission.seeKeys.roles == [.adminAgent])
        #expect(Permission.seeOwnKeys.roles == [.customerGlobalAdmin])
        #expect(
            Permission.readAccessLog.roles == [.globalAdmin, .accountAdmin, .referralAdmin, .marketingContentAdmin]
        )
    }

    @Test func `several roles add up`() {
        let both = person(with: [.agent, .approver])
        #expect(both.may(.workTickets) && both.may(.approveTickets) && !both.may(.settleCredits))
        #expect(both.with(roles: []).roles == [])
        #expect(Role.allCases.sorted() == Role.allCases)
    }

    @Test func `a system name is letters, digits and a few signs`() throws {
        #expect(try Person.checked(systemName: " kim.o-hara_1@x+y ") == "kim.o-hara_1@x+y")
        #expect(throws: Fault.forbiddenCharacter(scalar: 0x20, position: 4)) {
            try Person.checked(systemName: "kim minji")
        }
        #expect(throws: Fault.forbiddenCharacter(scalar: 0xae40, position: 2)) { try Person.checked(systemName: "k김") }
        #expect(throws: Fault.tooLong(limit: 64, actual: 65)) {
            try Person.checked(systemName: String(repeating: "a", count: 65))
        }
        #expect(throws: Fault.missing) { try Person.checked(systemName: " ") }
    }

    private func person(with roles: Set<Role>) -> Person {
        Person(
            id: Person.ID(GUID(high: 0, low: 1)),
            systemName: "kim",
            displayName: "Kim",
            email: nil,
            language: .korean,
            organisation: Organisation.ID(GUID(high: 0, low: 2)),
            roles: roles
        )
    }
}
