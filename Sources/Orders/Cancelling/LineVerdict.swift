package import Basics

/// Whether a line can be cancelled (the seed's "Cancel a purchase" lists what the dialog may say).
package enum LineVerdict: Hashable, Sendable {
    /// It can, until the first instant at which it no longer can. `daysLeft` are whole calendar days (UTC) after today: 0 on the
    /// last day.
    case eligible(until: Instant, daysLeft: Int)
    /// The window closed at this instant.
    case windowPassed(at: Instant, CancellationWindow)
    /// It may be possible, but people have to look at it.
    case needsSupport(SupportReason)
    /// The program does not take it back.
    case notSupported(UnsupportedReason)
    case alreadyCancelled(at: Instant, byName: String)
    /// Somebody works on it: the ticket that holds a reservation.
    case inProgress(holder: String)
    /// Everything that was paid has been given back.
    case nothingLeft

    /// Why a support request is needed.
    package enum SupportReason: String, CaseIterable, Hashable, Sendable {
        /// No rule of the policy table covers an order of this kind and day.
        case noRule
        /// A subscription whose charge names no days, so that nothing can be prorated.
        case unknownPeriod
        /// The amount is beyond what can be worked out exactly.
        case uncountable
    }

    /// Why it is never taken back here.
    package enum UnsupportedReason: String, CaseIterable, Hashable, Sendable {
        /// SUSE and Red Hat plans (seed, "Cancel a purchase", Note).
        case linuxPlan
        /// Azure reservations are returned by a support request at Microsoft only.
        case reservation
    }

    package var isEligible: Bool {
        switch self {
        case .eligible: true
        case .windowPassed, .needsSupport, .notSupported, .alreadyCancelled, .inProgress, .nothingLeft: false
        }
    }

    /// True when a refund request is the way on.
    package var leadsToRequest: Bool {
        switch self {
        case .needsSupport, .notSupported(.reservation), .windowPassed: true
        case .eligible, .notSupported(.linuxPlan), .alreadyCancelled, .inProgress, .nothingLeft: false
        }
    }

    /// Which verdict speaks for an order of several lines: the one that there is most to do about.
    var weight: Int {
        switch self {
        case .eligible: 0
        case .inProgress: 1
        case .needsSupport: 2
        case .windowPassed: 3
        case .notSupported: 4
        case .alreadyCancelled: 5
        case .nothingLeft: 6
        }
    }
}

extension LineVerdict.SupportReason {
    package var sentence: String {
        switch self {
        case .noRule: "no rule of the cancellation policy covers an order of this kind and day"
        case .unknownPeriod: "the charge does not say which days it pays for, so it cannot be prorated"
        case .uncountable: "the amount is too large to be worked out"
        }
    }
}

extension LineVerdict.UnsupportedReason {
    package var sentence: String {
        switch self {
        case .linuxPlan: "SUSE and Red Hat plans can be neither cancelled nor exchanged"
        case .reservation: "Azure reservations are returned by a support request only"
        }
    }
}

extension LineVerdict {
    /// In English, for people.
    package var sentence: String {
        switch self {
        case .eligible(let until, let daysLeft):
            daysLeft == 0
                ? "can be cancelled; today is the last day (until \(until.minute) UTC)"
                : "can be cancelled for \(daysLeft) more day\(daysLeft == 1 ? "" : "s") (until \(until.minute) UTC)"
        case .windowPassed(let end, let window):
            "the window of \(window) ended on \(end.adding(milliseconds: -1).day); file a refund request instead"
        case .needsSupport(let reason): "needs a support request: \(reason.sentence)"
        case .notSupported(let reason): "cannot be cancelled: \(reason.sentence)"
        case .alreadyCancelled(let at, let byName): "was cancelled by \(byName) at \(at.minute) UTC"
        case .inProgress(let holder): "is in progress: \(holder) holds a reservation on it; decide that first"
        case .nothingLeft: "has nothing left to give back"
        }
    }
}

extension CancellationWindow: CustomStringConvertible {
    package var description: String {
        switch self {
        case .days(let days): "\(days) days"
        case .hours(let hours): "\(hours) hours"
        }
    }
}
