import Basics
import Orders

extension PolicyRow.Terms {
    /// For people.
    var words: String {
        switch self {
        case .cancellable(let window, let credit): "\(window), \(credit.words)"
        case .never: "never cancelled, nor exchanged"
        case .byRequest: "by support request only"
        }
    }
}

extension PolicyRow.Credit {
    var words: String {
        switch self {
        case .full: "100 %"
        case .prorated: "prorated by day"
        case .proratedAfterFirstDay: "100 % within 24 hours, then prorated by day"
        }
    }
}
