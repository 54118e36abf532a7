extension TrackingStore {
    /// Most webhooks that a page can be asked for.
    package static let mostWebhooksOfPage = 1000

    /// Adds a webhook.
    package func createWebhook(_ webhook: Webhook) async throws -> Webhook {
        try await write { connection in
            try connection.execute(
                """
                INSERT INTO webhook (id, name, description, url, secret, status, creation_time, last_update_time) \
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(webhook.id), .text(webhook.name), SQLValue(webhook.description), .text(webhook.url),
                    SQLValue(webhook.sealedSecret), .text(webhook.status.rawValue), .integer(webhook.creationTime.rawValue),
                    .integer(webhook.lastUpdateTime.rawValue),
                ])
            try Self.set(webhook.events, of: try Webhook.find(webhook.id, connection).key, connection)
            return try Webhook.find(webhook.id, connection).webhook
        }
    }

    /// A webhook; throws when there is none with that identifier.
    package func webhook(_ id: String) async throws -> Webhook {
        try await read { connection in try Webhook.find(id, connection).webhook }
    }

    /// The webhooks, newest first, a page at a time.
    package func webhooks(maxResults: Int = 100, pageToken: String? = nil) async throws -> SearchPage<Webhook> {
        guard (1...Self.mostWebhooksOfPage).contains(maxResults) else {
            throw SearchError("max_results must be between 1 and \(Self.mostWebhooksOfPage).")
        }
        let offset = try OffsetToken.offset(pageToken)
        return try await read { connection in
            let found = try Webhook.all(
                "ORDER BY creation_time DESC, key DESC LIMIT ? OFFSET ?", [SQLValue(maxResults + 1), SQLValue(offset)], connection)
            return SearchPage(found.map { $0.webhook }, from: offset, limit: maxResults)
        }
    }

    /// Changes a webhook and returns it as it is then.
    package func updateWebhook(_ id: String, _ change: WebhookChange, at now: Timestamp = .now) async throws -> Webhook {
        try await write { connection in
            let (key, old) = try Webhook.find(id, connection)
            try connection.execute(
                """
                UPDATE webhook SET name = ?, description = ?, url = ?, secret = ?, status = ?, last_update_time = ? WHERE key = ?
                """,
                [
                    .text(change.name ?? old.name), SQLValue(change.description ?? old.description), .text(change.url ?? old.url),
                    SQLValue(change.sealedSecret ?? old.sealedSecret), .text((change.status ?? old.status).rawValue),
                    .integer(now.rawValue), .integer(key),
                ])
            if let events = change.events {
                try connection.execute("DELETE FROM webhook_event WHERE webhook_key = ?", [.integer(key)])
                try Self.set(events, of: key, connection)
            }
            return try Webhook.find(id, connection).webhook
        }
    }

    /// Forgets a webhook with everything that it was still to be told.
    package func deleteWebhook(_ id: String) async throws {
        try await write { connection in
            guard try connection.execute("DELETE FROM webhook WHERE id = ?", [.text(id)]) > 0 else {
                throw RegistryError.webhookNotFound(id)
            }
        }
    }

    private static func set(_ events: [WebhookEventKind], of key: Int64, _ connection: any SQLConnection) throws {
        let insert = SQLInsert(into: "webhook_event", ["event", "webhook_key"], conflict: .keep)
        try connection.insert(insert, Set(events).map { [.text($0.rawValue), .integer(key)] })
    }
}
