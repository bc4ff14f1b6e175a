import Foundation
import HTTPTypes
import Hummingbird
import SampleDesk
import Testing

@testable import Web

@Suite struct RouteListTests {
    @Test func `docs/http.md lists every route that the router has, and no other`() async throws {
        let sample = try await SampleDesk()
        let routes = try sample.site(for: SamplePeople.agent).router().routes
        let actual = Set(
            routes.map { route in
                "\(route.method.rawValue) \(route.path)".replacing("{", with: ":").replacing("}", with: "")
            }
        )
        let text = try String(contentsOfFile: projectPath("docs/http.md"), encoding: .utf8)
        let documented = Set(text.matches(of: /(?m)^### `([A-Z]+ \/[^`]*)`/).map { String($0.1) })
        #expect(documented == actual)
        #expect(actual.count == Route.allCases.count)
    }

    @Test func `methods of a path are those of the routes that match it`() {
        #expect(Route.methods(at: "/") == ["GET", "HEAD"])
        #expect(Route.methods(at: "/tickets/R-1/take") == ["GET", "HEAD", "POST"])
        #expect(Route.methods(at: "/tickets/new") == ["GET", "HEAD"])
        #expect(Route.methods(at: "/a/b/c/d/e") == [])
    }
}
