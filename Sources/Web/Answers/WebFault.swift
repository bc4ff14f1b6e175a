/// Why a request got no further than the door.
enum WebFault: Error, Hashable, Sendable {
    case noSuchPage(path: String)
    case wrongMethod(allowed: [String])
    /// The `Host` is no name of this machine: a page elsewhere made its own name point here (DNS rebinding).
    case foreignHost(String)
    /// The change was asked for by a page of another site, or by something that does not say where it comes from.
    case foreignOrigin(String)
    /// The form was made before the desk was started again, or for somebody else.
    case expiredForm
    case bodyTooLarge(limit: Int64)
    case tooSlow(seconds: Int64)
    case notAForm(contentType: String)
    /// The person whom the desk was started for is not there any more.
    case nobody(name: String)
}
