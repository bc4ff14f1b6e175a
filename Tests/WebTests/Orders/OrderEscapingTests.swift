import Basics
import Casework
import HTTPTypes
import HummingbirdTesting
import Orders
import Pages
import SampleDesk
import Testing

@testable import Web

@Suite struct OrderEscapingTests {
    @Test(arguments: EscapingTests.probes)
    func `what customers and products are called never becomes markup`(probe: String) async throws {
        let eve = SamplePeople.person(
            40,
            "eve",
            probe,
            nil,
            [.adminAgent, .globalAdmin, .billing, .agent]
        )
        let shop = try await Shop(name: probe, title: probe, people: [eve])
        let order = try await shop.buy([(Shop.subscription, 5), (Shop.perpetual, 1)])
        let id = shop.customer.id
        try await shop.sample.browsing(as: eve) { eve async throws in
            let query = Paths.percentEncoded(probe)
            let keys = Paths.keys(order.id, line: 0, of: id)
            var pages: [Answer] = []
            for language in ["en", "ko"] {
                for path in [
                    "/customers?", "/customers?q=\(query)&", "/customers/\(id)?", "/customers/\(id)/orders?",
                    "/customers/\(id)/edit?", "/customers/\(query)?", "\(keys)?", "/customers/\(id)/buy?",
                    "/customers/\(id)/cancel?", shop.cancelPath(order) + "&", "/orders/\(order.id)?",
                    "/orders/\(query)?",
                    "/activity?show=all&", "/activity?customer=\(query)&from=\(query)&", "/invoices?credits=all&",
                    "/invoices/run?month=\(query)&", "/invoices/run?", "/invoices/\(query)?", "/downloads/\(query)?",
                    "/tickets/new?order=\(order.id)&",
                ] { pages.append(try await eve.get("\(path)lang=\(language)")) }
            }
            let form = ["tenant", "domain", "name", "market", "segment", "agreed", "language"]
            pages.append(
                try await eve.post(
                    "/customers",
                    Dictionary(uniqueKeysWithValues: form.map { ($0, probe) }),
                    from: "/customers/new"
                )
            )
            let buy = Paths.buy(for: id)
            pages.append(try await eve.post(buy, [Shop.field: probe, "then": "review"], from: buy))
            pages.append(try await eve.post(buy, [Shop.field: "2", "then": "review"], from: buy))
            let media = ["version": probe, "language": probe, "bits": "64", "then": "key"]
            pages.append(try await eve.post(keys, media, from: keys))
            let dialog = try await eve.get(shop.cancelPath(order))
            let wrong = try dialog.cancelFields(["product": probe, "reference": probe, "acknowledge": ""])
            pages.append(try await eve.post(Paths.cancel(id), wrong))
            let done = try await eve.post(
                Paths.cancel(id),
                try await eve.get(shop.cancelPath(order)).cancelFields()
            )
            pages.append(try await eve.get(done.location))
            pages.append(try await eve.get(Paths.order(order.id)))
            let run = ["month": "2026-11", "early": "yes"]
            #expect(try await eve.post("/invoices/run", run, from: "/invoices/run").status == .seeOther)
            pages.append(try await eve.get("/invoices/G000000001"))
            pages.append(try await eve.get("/invoices?credits=all"))
            pages.append(try await eve.get("/activity?show=all"))
            for page in pages {
                #expect(page.status.kind != .serverError)
                EscapingTests.check(page.text)
            }
        }
    }

    @Test func `pages of orders speak Korean throughout when they are asked to`() async throws {
        let shop = try await Shop()
        let order = try await shop.buy()
        let both = SamplePeople.person(41, "bo", "Bo", nil, [.adminAgent, .globalAdmin, .billing])
        try await shop.desk.store.write { try $0.save(both) }
        try await shop.sample.browsing(as: both) { bo async throws in
            let id = shop.customer.id
            let pages: [(String, [String])] = [
                ("/customers", ["고객", "고객 추가", "상업용"]),
                ("/customers/\(id)", ["소프트웨어", "주문 기록", "제품 추가", "키 및 다운로드 받기"]),
                ("/customers/\(id)/orders", ["완료", "취소…"]),
                (Paths.keys(order.id, line: 0, of: id), ["키 받기", "링크 복사", "64비트", "한국어"]),
                ("/customers/\(id)/buy", ["영구 소프트웨어", "가격에 세금이 포함되지 않으며"]),
                (
                    shop.cancelPath(order),
                    ["구입 취소", "주문 번호", "취소할 수 있는 날이 30일 남았습니다", "조기 해지 수수료", "중요", "제출"]
                ),
                ("/orders/\(order.id)", ["원장", "환불 가능", "30일 이내 일할 계산"]),
                ("/activity", ["활동 로그", "로그 내보내기"]), ("/invoices", ["청구서", "진행 중인 크레딧", "대기 중"]),
                ("/invoices/run", ["마감 전", "청구서 마감"]), ("/downloads/x", ["더 이상 없습니다"]),
            ]
            for (path, words) in pages {
                let join = path.contains("?") ? "&" : "?"
                let page = try await bo.get("\(path)\(join)lang=ko")
                for word in words { #expect(page.says(word), "\(path): \(word)") }
                for word in ["Software", "Customer agreement", "Total", "Credit", "Cancel", "ago", "days"] {
                    #expect(!page.text.contains(">\(word)<"), "\(path): \(word)")
                }
            }
        }
    }
}
