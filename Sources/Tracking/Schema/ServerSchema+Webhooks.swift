extension ServerSchema {
    /// Addresses that are told of changes, and what they are still to be told.
    static func webhooks(_ dialect: SQLDialect) -> [String] {
        // The secret is sealed; the body of a delivery is the JSON that is sent.
        [
            FirstSchema.table(
                dialect, "webhook", "key \(dialect.countedKey)", "id #t NOT NULL UNIQUE", "name #t NOT NULL", "description #t",
                "url #t NOT NULL", "secret #t", "status #t NOT NULL", "creation_time #i NOT NULL", "last_update_time #i NOT NULL"),
            FirstSchema.table(
                dialect, "webhook_event", clustered: true, "event #t NOT NULL",
                "webhook_key #i NOT NULL REFERENCES webhook (key) ON DELETE CASCADE", "PRIMARY KEY (event, webhook_key)"),
            FirstSchema.table(
                dialect, "webhook_delivery", "key \(dialect.countedKey)", "id #t NOT NULL UNIQUE",
                "webhook_key #i NOT NULL REFERENCES webhook (key) ON DELETE CASCADE", "event #t NOT NULL", "body #t NOT NULL",
                "creation_time #i NOT NULL", "due_time #i NOT NULL", "attempts #i NOT NULL", "last_error #t"),
            "CREATE INDEX webhook_delivery_by_due ON webhook_delivery (due_time, key)",
            "CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook_key)",
            "CREATE INDEX webhook_event_by_webhook ON webhook_event (webhook_key)",
        ]
    }
}
