/// Something that a webhook must be told.
package struct WebhookDelivery: Sendable, Hashable {
    /// Its number in the queue.
    package let key: Int64
    /// The identifier that the receiver sees, the same at every attempt.
    package let id: String
    package let webhookID: String
    package let url: String
    package let sealedSecret: String?
    /// The JSON to send.
    package let body: String
    /// How often it was tried, this time included.
    package let attempts: Int
}

extension TrackingStore {
    /// Takes deliveries that are due, so that nobody else takes them until the lease ends: whoever dies with one loses nothing.
    package func takeDeliveries(
        atMost limit: Int, lease milliseconds: Int64, at now: Timestamp = .now
    ) async throws -> [WebhookDelivery] {
        let isAnyDue = try await read { connection in
            try connection.first("SELECT 1 FROM webhook_delivery WHERE due_time <= ? LIMIT 1", [.integer(now.rawValue)]) { try $0.int() }
        }
        guard isAnyDue != nil else { return [] }
        return try await write { connection in
            // Those of webhooks that are disabled wait; the row lock is on the deliveries alone.
            let due = try connection.all(
                """
                SELECT key FROM webhook_delivery WHERE due_time <= ? AND EXISTS (SELECT 1 FROM webhook WHERE \
                webhook.key = webhook_delivery.webhook_key AND webhook.status = 'ACTIVE') ORDER BY due_time, key LIMIT ?\
                \(connection.dialect.rowLock)
                """, [.integer(now.rawValue), SQLValue(limit)]
            ) { try $0.int64() }
            guard !due.isEmpty else { return [] }
            let among = connection.dialect.isAmong("webhook_delivery.key", due)
            try connection.execute(
                "UPDATE webhook_delivery SET due_time = ?, attempts = attempts + 1 WHERE \(among.sql)",
                [.integer(now.rawValue + milliseconds)] + among.arguments)
            return try connection.all(
                """
                SELECT webhook_delivery.key, webhook_delivery.id, webhook.id, webhook.url, webhook.secret, webhook_delivery.body, \
                webhook_delivery.attempts FROM webhook_delivery JOIN webhook ON webhook.key = webhook_delivery.webhook_key \
                WHERE \(among.sql) ORDER BY webhook_delivery.key
                """, among.arguments
            ) { columns in
                WebhookDelivery(
                    key: try columns.int64(), id: try columns.text(), webhookID: try columns.text(), url: try columns.text(),
                    sealedSecret: try columns.optionalText(), body: try columns.text(), attempts: try columns.int())
            }
        }
    }

    /// Notes that a delivery arrived, or that it never will.
    package func endDelivery(_ key: Int64) async throws {
        try await write { connection in
            _ = try connection.execute("DELETE FROM webhook_delivery WHERE key = ?", [.integer(key)])
        }
    }

    /// Notes that a delivery failed and when it is tried again.
    package func postponeDelivery(_ key: Int64, until due: Timestamp, because error: String) async throws {
        try await write { connection in
            _ = try connection.execute(
                "UPDATE webhook_delivery SET due_time = ?, last_error = ? WHERE key = ?",
                [.integer(due.rawValue), .text(error), .integer(key)])
        }
    }

    /// How many deliveries wait.
    package func waitingDeliveries() async throws -> Int {
        try await read { connection in try connection.first("SELECT count(*) FROM webhook_delivery") { try $0.int() } ?? 0 }
    }
}
