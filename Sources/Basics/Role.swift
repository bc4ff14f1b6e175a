/// A role that a person holds: the partner roles of Partner Center, the customer's global admin, and the desk's own.
///
/// Source: Partner Center "Roles, permissions, and workspace access for users", and the seed document's notes on who may
/// cancel, see keys and read the activity log.
package enum Role: String, Hashable, Sendable, CaseIterable, Comparable {
    case globalAdmin, adminAgent, salesAgent, helpdeskAgent, billingAdmin, userManagementAdmin
    case accountAdmin, referralAdmin, marketingContentAdmin, partnerAdmin, user
    case customerGlobalAdmin
    case agent, approver, billing, auditor, administrator, system

    package static func < (left: Role, right: Role) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// What the role may do. The one table; nothing else decides rights by role.
    package var permissions: Set<Permission> { Self.table[self] ?? [] }

    /// Made once: every act asks for it.
    private static let table = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.listedPermissions) })

    private var listedPermissions: Set<Permission> {
        switch self {
        case .globalAdmin: [.fileTickets, .seeOrders, .buyProducts, .seeInvoices, .readAccessLog]
        // Who records what was done at Microsoft has to see the tickets it was done for.
        case .adminAgent:
            [
                .fileTickets, .seeAllTickets, .seeOrders, .recordOrders, .buyProducts, .cancelOrders, .seeKeys,
                .seeInvoices,
            ]
        case .salesAgent, .helpdeskAgent, .userManagementAdmin, .partnerAdmin, .user: [.fileTickets, .seeOrders]
        case .accountAdmin, .referralAdmin, .marketingContentAdmin: [.fileTickets, .seeOrders, .readAccessLog]
        case .billingAdmin: [.fileTickets, .seeOrders, .seeInvoices]
        // End customers cannot open tickets with the program; their partner does it for them.
        case .customerGlobalAdmin: [.seeOwnKeys]
        case .agent:
            [
                .fileTickets, .seeAllTickets, .seeInternalNotes, .workTickets, .shareViews, .seeOrders,
                .recordOrders, .seeInvoices, .importRecords, .exportArchive,
            ]
        case .approver:
            [
                .fileTickets, .seeAllTickets, .seeInternalNotes, .approveTickets, .shareViews, .seeOrders,
                .seeInvoices, .exportArchive,
            ]
        case .billing:
            [
                .fileTickets, .seeAllTickets, .seeInternalNotes, .settleCredits, .seeOrders, .recordOrders,
                .seeInvoices,
                .exportArchive,
            ]
        case .auditor: [.seeAllTickets, .seeInternalNotes, .seeOrders, .seeInvoices, .exportArchive, .verifyAudit]
        case .administrator:
            [
                .seeAllTickets, .seeInternalNotes, .seeOrders, .recordOrders, .seeInvoices, .importRecords,
                .exportArchive,
                .restoreArchive, .verifyAudit, .managePeople,
            ]
        case .system: [.seeAllTickets, .seeInternalNotes, .seeOrders, .runTheClock]
        }
    }
}
