/// Why Redmine could not be talked to, or refused. No case holds the key.
package enum RedmineFault: Error, Hashable, Sendable {
    /// An address that cannot be used, and why.
    case address(String)
    /// A key that cannot stand in a header.
    case key
    /// No answer, after every try that was safe.
    case lost(String)
    /// 401: the key is unknown, or the REST API is switched off.
    case unknownKey
    /// 403.
    case notAllowed(String)
    case notFound(String)
    /// 422: Redmine's own sentences.
    case refused([String])
    /// 413.
    case tooLarge(String)
    /// It answers with another address, to which neither key nor data is sent.
    case redirected(String)
    /// Any other status.
    case status(Int, String)
    case longAnswer(String, limit: Int)
    /// An answer that is not what the API gives.
    case unreadable(String)
    /// Names of the mapping that Redmine does not have; each with what there is.
    case unknownNames([String])
    /// The search for our id found other issues.
    case notAFilter(String)
    /// The mapping has no field that can hold our id.
    case noField(String)
    /// Several issues say that they are the same request.
    case severalIssues([String])

    package var sentence: String {
        switch self {
        case .address(let why): "the address of Redmine cannot be used: \(why); write it as https://redmine.example.com"
        case .key: "the API key is none; it is on the page \"My account\" of Redmine, 40 letters and digits"
        case .lost(let what): "\(what): Redmine does not answer; run it again, what is done is remembered"
        case .unknownKey:
            "Redmine does not accept the API key; check the key, and that \"Enable REST web service\" is on in its settings"
        case .notAllowed(let what): "\(what): the owner of the API key may not do that in Redmine"
        case .notFound(let what): "\(what): is not there in Redmine, or the owner of the API key does not see it"
        case .refused(let sentences): sentences.joined(separator: "; ")
        case .tooLarge(let what): "\(what): is too large for Redmine; raise \"Maximum attachment size\" in its settings"
        case .redirected(let what):
            "\(what): Redmine answers with another address, which is not followed; write the address that it has itself"
        case .status(let status, let what): "\(what): Redmine answered \(status)"
        case .longAnswer(let what, let limit): "\(what): the answer is longer than \(limit) bytes"
        case .unreadable(let what): "\(what); is this the address of a Redmine?"
        case .unknownNames(let sentences): sentences.joined(separator: "\n")
        case .notAFilter(let field):
            "\(field): Redmine does not search by this field; check \"Used as a filter\" in its settings there"
        case .noField(let why): why
        case .severalIssues(let ids):
            "the issues \(ids.map { "#\($0)" }.joined(separator: ", ")) hold the id of the same request; take it out of all but one"
        }
    }

    /// Whether it concerns one ticket alone, so that the next may work.
    var isOfOneTicket: Bool {
        switch self {
        case .refused, .tooLarge, .notFound, .notAllowed, .severalIssues, .longAnswer, .unreadable: true
        case .status(let status, _): ![429, 502, 503].contains(status)
        case .address, .key, .lost, .unknownKey, .redirected, .unknownNames, .notAFilter, .noField: false
        }
    }
}
