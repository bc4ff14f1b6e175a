/// What kind of thing was bought, as far as the rules of cancelling tell kinds apart (seed, "Cancel software purchases").
package enum ProductClass: String, CaseIterable, Hashable, Sendable {
    case perpetualSoftware
    case softwareSubscription
    /// SUSE and Red Hat plans.
    case linuxPlan
    case azureReservation
    /// Anything else that a reconciliation file may list, as Microsoft 365 seats; the seed has no rule for it.
    case onlineService
}
