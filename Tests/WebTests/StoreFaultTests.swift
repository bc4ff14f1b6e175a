import Basics
import Casework
import HTTPTypes
import HummingbirdTesting
import Orders
import SampleDesk
import Testing

@testable import Web

/// A store that answers every call with one error.
private struct FailingStore: DeskStore {
    let error: StoreError
    var place: String { "nowhere" }

    func read<Value: Sendable>(_ body: @Sendable @escaping (any Records) throws -> Value) async throws -> Value {
        throw error
    }

    func write<Value: Sendable>(
        _ body: @Sendable @escaping (any MutableRecords) throws -> Value
    ) async throws -> Value { throw error }
}

@Suite struct StoreFaultTests {
    @Test(arguments: [
        (StoreError.unavailable("no file"), 503, "The desk cannot reach its records now: no file.", "접근할 수 없습니다"),
        (.busy("locked"), 503, "try again in a moment. (locked)", "잠시 뒤에"),
        (.full("disk"), 503, "no room left: disk", "공간이"),
        (.readOnly("x"), 503, "can only be read now", "읽기만"),
        (.commitUnknown("x"), 503, "look before you do it again", "확인하세요"),
        (.corrupt("event 3"), 500, "contradicts itself: event 3", "맞지 않습니다"),
        (.unexpected("SELECT secret"), 500, "The desk&#39;s log says more", "로그에"),
    ])
    func `a store that fails is a page in the reader's language, not a trace`(
        error: StoreError,
        status: Int,
        english: String,
        korean: String
    ) async throws {
        let desk = Desk(
            store: FailingStore(error: error),
            book: .external,
            now: { SampleClock.start },
            makeID: { GUID(high: 1, low: 2) }
        )
        let site = try Site(
            desk: desk,
            person: "kim",
            account: "desk",
            templates: projectPath("Templates"),
            secret: Array("0123456789abcdef".utf8)
        )
        try await site.application(port: 0, logger: .quiet).test(.router) { client in
            let browser = Browser(client: client)
            let answer = try await browser.get("/")
            #expect(answer.status.code == status)
            #expect(answer.text.contains(english))
            #expect(!answer.text.contains("SELECT"))
            #expect((answer.headers[.retryAfter] != nil) == (status == 503))
            #expect(try await browser.get("/?lang=ko").text.contains(korean))
            #expect(try await browser.get("/health").status.code == status)
        }
    }
}
