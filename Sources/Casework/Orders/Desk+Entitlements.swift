import Basics
package import Orders
package import Tickets

/// A file that a link or a download gives.
package struct DownloadedFile: Hashable, Sendable {
    package let name: String
    package let bytes: [UInt8]
}

extension Desk {
    /// The software that was bought for a customer, the latest first; cancelled items stay listed. For a customer's global
    /// admin their own tenant's.
    package func entitlements(of customer: CustomerReference, for actor: Actor) async throws -> [Entitlement] {
        try actor.person.requireSight()
        let now = now()
        return try await store.read { records in
            let customer = try records.customer(customer, for: actor.person)
            let rules = try records.orderRules()
            var filter = OrderFilter()
            filter.customer = customer.id
            var result: [Entitlement] = []
            var versions: [String: [String]] = [:]
            var cursor: OrderCursor?
            repeat {
                let page = try records.orders(filter, after: cursor, limit: 500)
                for order in page {
                    for line in order.lines where line.item.kind.isSoftware {
                        let known = try versions[line.item.id] ?? records.versions(of: line.item)
                        versions[line.item.id] = known
                        result.append(order.entitlement(line, known, at: now, under: rules))
                    }
                }
                cursor = page.count == 500 ? page.last.map { OrderCursor(placedAt: $0.placedAt, id: $0.id) } : nil
            } while cursor != nil
            return result
        }
    }

    /// The product key, as it is shown. Made at the first request, the same ever after. Who may see it: the partner's admin
    /// agents, and the global admin of the customer's own tenant; everybody else is refused. Either way the activity log says
    /// so.
    package func key(order name: String, line: Int, media: Media, by actor: Actor) async throws -> String {
        let (now, secrets) = (now(), secrets)
        return try await unlocked(.keyShown, name, line, media, by: actor, at: now) { records, found in
            let rules = found.rules
            let box = try records.secretBox(secrets)
            let context = "recoup-key \(found.order.id) \(line) \(media.version)"
            if let sealed = try records.sealedKey(order: found.order.id, line: line, version: media.version) {
                guard let key = box.open(sealed, context: context) else { throw SecretsFault.unreadable }
                return rules.keyFormat.shown(key)
            }
            let key = rules.keyFormat.key(from: secrets.makeBytes(rules.keyFormat.length))
            let nonce = secrets.makeBytes(SecretBox.nonceLength)
            guard let sealed = box.seal(key, nonce: nonce, context: context) else { throw SecretsFault.noKey }
            try records.saveSealedKey(sealed, order: found.order.id, line: line, version: media.version)
            return rules.keyFormat.shown(key)
        }
    }

    /// A new download link's token: 32 hexadecimal digits, of which only a digest is kept.
    package func link(order name: String, line: Int, media: Media, by actor: Actor) async throws -> String {
        let (now, secrets) = (now(), secrets)
        return try await unlocked(.linkTaken, name, line, media, by: actor, at: now) { records, found in
            let token = String(Digest.of(secrets.makeBytes(32)).description.prefix(32))
            try records.save(
                DownloadLink(
                    token: Digest.of(token),
                    order: found.order.id,
                    line: line,
                    media: media,
                    madeAt: now,
                    madeBy: actor.person.id
                )
            )
            return token
        }
    }

    /// The media themselves, for those who may see keys.
    package func download(order name: String, line: Int, media: Media, by actor: Actor) async throws -> DownloadedFile {
        try await unlocked(.softwareDownloaded, name, line, media, by: actor, at: now()) { _, found in
            DownloadedFile(sampleOf: found.line.item, media)
        }
    }

    /// What a link gives to whoever has it, while it lives. Its first use starts the clock. `actor` is whose door it came to.
    package func open(link token: String, by actor: Actor) async throws -> DownloadedFile {
        let now = now()
        let outcome: Result<DownloadedFile, DeskError> = try await store.write { records in
            guard var link = try records.link(Digest.of(token)), let order = try records.order(link.order),
                let line = order.line(link.line)
            else { return .failure(.orderRefused(.linkDead)) }
            let rules = try records.orderRules()
            let isDead = link.end(after: rules.linkDays).map { now >= $0 } ?? false
            let refusal: OrderRefusal? = line.cancellation != nil || isDead ? .linkDead : nil
            try records.append([
                actor.act(
                    .softwareDownloaded,
                    for: order.customer,
                    order: order.id,
                    line: line.number,
                    refusal: refusal?.sentence,
                    at: now,
                    "\(line.item.title) (\(link.media)), by link"
                )
            ])
            if let refusal { return .failure(.orderRefused(refusal)) }
            if link.firstUsedAt == nil {
                link.firstUsedAt = now
                try records.save(link)
            }
            return .success(DownloadedFile(sampleOf: line.item, link.media))
        }
        return try outcome.get()
    }

    /// Does `give` when this person may, and notes it; notes a refusal as well, and then throws it.
    private func unlocked<Value: Sendable>(
        _ kind: ActivityEntry.Kind,
        _ name: String,
        _ number: Int,
        _ media: Media,
        by actor: Actor,
        at now: Instant,
        _ give: @escaping @Sendable (any MutableRecords, FoundLine) throws -> Value
    ) async throws -> Value {
        let book = book
        let outcome: Result<Value, DeskError>
        do {
            outcome = try await store.write { records in
                guard let id = try? Order.ID(name), let order = try records.order(id), let line = order.line(number)
                else {
                    return .failure(.noSuchEntitlement("\(name) line \(number)"))
                }
                let rules = try records.orderRules()
                let found = FoundLine(order: order, line: line, rules: rules)
                let refusal = try records.obstacle(to: found, media, in: book, for: actor.person)
                try records.append([
                    actor.act(
                        kind,
                        for: order.customer,
                        order: order.id,
                        line: number,
                        refusal: refusal?.sentence,
                        at: now,
                        "\(line.item.title) (\(media))"
                    )
                ])
                if let refusal { return .failure(refusal) }
                return .success(try give(records, found))
            }
        } catch let fault as SecretsFault { throw DeskError.secrets(fault) }
        return try outcome.get()
    }
}

/// A line that somebody wants to unlock.
private struct FoundLine: Sendable {
    let order: Order
    let line: OrderLine
    let rules: OrderRules
}

extension Records {
    /// Why keys and links of a line are not given to this person; nil when they are.
    fileprivate func obstacle(to found: FoundLine, _ media: Media, in book: Book, for person: Person) throws
        -> DeskError?
    {
        guard person.sees(found.order.customer) else {
            return .noSuchEntitlement("\(found.order.id) line \(found.line.number)")
        }
        guard person.mayUnlock(found.order.customer) else { return .notAllowed(.seeKeys) }
        if let end = found.line.cancellation { return .orderRefused(.revoked(at: end.at, byName: end.byName)) }
        guard book == .simulated, found.order.origin == .sold else { return .orderRefused(.keptElsewhere) }
        let versions = try versions(of: found.line.item)
        guard !versions.isEmpty, found.line.item.kind.isSoftware else {
            return .orderRefused(.noMedia(item: found.line.item.title))
        }
        guard versions.contains(media.version) else {
            return .orderRefused(.unknownMedia(version: media.version, known: versions))
        }
        guard Media.languages.contains(media.language) else { return .orderRefused(.unknownLanguage(media.language)) }
        return nil
    }
}

extension OrderRecords {
    /// The versions whose media the catalogue lists for an item, newest first.
    func versions(of item: CatalogueItem) throws -> [String] {
        var filter = OfferFilter()
        filter.product = item.product
        filter.sku = item.sku
        return try offers(filter, limit: 1).first?.versions ?? []
    }
}

extension ProductClass {
    /// Whether it comes with keys and downloads.
    package var isSoftware: Bool {
        switch self {
        case .perpetualSoftware, .softwareSubscription: true
        case .linuxPlan, .azureReservation, .onlineService: false
        }
    }
}

extension Order {
    fileprivate func entitlement(
        _ line: OrderLine,
        _ versions: [String],
        at now: Instant,
        under rules: OrderRules
    ) -> Entitlement {
        let propagates = line.cancellation.map {
            now < $0.at.adding(milliseconds: rules.propagation * 60_000)
        }
        return Entitlement(
            order: terms.id,
            line: line.number,
            customer: terms.customer,
            item: line.item,
            quantity: line.quantity,
            orderedAt: line.orderedAt,
            versions: versions,
            revokedAt: line.cancellation?.at,
            isPropagating: propagates ?? false
        )
    }
}

extension DownloadedFile {
    /// A small file of ours in the place of the real media: the simulated book has nothing else to give.
    fileprivate init(sampleOf item: CatalogueItem, _ media: Media) {
        let name = "\(item.product)-\(item.sku)-\(media.version)-\(media.language)-\(media.bits.rawValue)bit.txt"
        let text = """
            This is a sample in the place of the media of
            \(item.title)
            version \(media.version), language \(media.language), \(media.bits.rawValue) bit.

            Recoup's simulated book sells nothing real.

            """
        self.init(
            name: String(name.unicodeScalars.map { $0.value < 0x80 && $0 != "/" && $0 != " " ? Character($0) : "-" }),
            bytes: Array(text.utf8)
        )
    }
}
