package import TouchstoneJSON

extension RegistryEvent {
    /// Most deliveries that wait for one webhook; what happens while so many wait, it is not told of.
    static let mostWaiting = 10_000

    /// Notes, in the transaction of the change itself, that every webhook that wants to know must be told.
    func record(at now: Timestamp, _ connection: any SQLConnection) throws {
        let webhooks = try connection.all(
            """
            SELECT webhook.key FROM webhook_event JOIN webhook ON webhook.key = webhook_event.webhook_key \
            WHERE webhook_event.event = ? AND webhook.status = 'ACTIVE' AND \
            (SELECT count(*) FROM webhook_delivery WHERE webhook_delivery.webhook_key = webhook.key) < ?
            """, [.text(kind.rawValue), SQLValue(Self.mostWaiting)]
        ) { try $0.int64() }
        guard !webhooks.isEmpty else { return }
        let body = WebhookBody.text(kind, data, at: now)
        var generator = SystemRandomNumberGenerator()
        for webhook in webhooks {
            try connection.execute(
                """
                INSERT INTO webhook_delivery (id, webhook_key, event, body, creation_time, due_time, attempts) \
                VALUES (?, ?, ?, ?, ?, ?, 0)
                """,
                [
                    .text(WebhookIdentifier.random(using: &generator)), .integer(webhook), .text(kind.rawValue), .text(body),
                    .integer(now.rawValue), .integer(now.rawValue),
                ])
        }
    }
}

/// The JSON that a webhook is sent.
package enum WebhookBody {
    /// The body of a delivery of an event with its data.
    package static func text(_ kind: WebhookEventKind, _ data: JSONObject, at now: Timestamp) -> String {
        JSONValue.object([
            "entity": .string(kind.entity), "action": .string(kind.action), "timestamp": .string(now.isoText), "data": .object(data),
        ]).text()
    }
}

/// Identifiers of webhooks and deliveries: random UUIDs with their dashes.
package enum WebhookIdentifier {
    /// A new identifier.
    package static func random(using generator: inout some RandomNumberGenerator) -> String {
        let digits = Array(HexIdentifier.random(using: &generator).utf8)
        let pieces = [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
        return pieces.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    }
}
