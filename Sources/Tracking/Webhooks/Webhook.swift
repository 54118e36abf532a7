/// An address that is told of changes in the registry.
package struct Webhook: Sendable, Hashable {
    /// Whether it is told at all.
    package enum Status: String, Sendable, Hashable, CaseIterable {
        case active = "ACTIVE"
        /// What happens meanwhile it is never told of; what waits already is told when it is active again.
        case disabled = "DISABLED"
    }

    package let id: String
    package var name: String
    package var description: String?
    package var url: String
    /// What it is told of, by name.
    package var events: [WebhookEventKind]
    /// The secret that deliveries are signed with, sealed; nil when they are not signed.
    package var sealedSecret: String?
    package var status: Status
    package let creationTime: Timestamp
    package var lastUpdateTime: Timestamp

    package init(
        id: String, name: String, description: String? = nil, url: String, events: [WebhookEventKind], sealedSecret: String? = nil,
        status: Status = .active, at now: Timestamp = .now
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.url = url
        self.events = events
        self.sealedSecret = sealedSecret
        self.status = status
        creationTime = now
        lastUpdateTime = now
    }
}

/// What is to change about a webhook; nil leaves a field as it is.
package struct WebhookChange: Sendable {
    package var name: String?
    package var description: String?
    package var url: String?
    package var events: [WebhookEventKind]?
    /// The new secret, sealed; `.some(nil)` takes it away.
    package var sealedSecret: String??
    package var status: Webhook.Status?

    package init() {}
}

extension Webhook {
    static let columns = "key, id, name, description, url, secret, status, creation_time, last_update_time"

    /// Reads a webhook without its events, and the number under which they are kept.
    fileprivate static func read(_ columns: inout SQLColumns) throws -> (key: Int64, webhook: Webhook) {
        (try columns.int64(), try Webhook(&columns))
    }

    private init(_ columns: inout SQLColumns) throws {
        id = try columns.text()
        name = try columns.text()
        description = try columns.optionalText()
        url = try columns.text()
        events = []
        sealedSecret = try columns.optionalText()
        status = try columns.named(Status.self)
        creationTime = try columns.timestamp()
        lastUpdateTime = try columns.timestamp()
    }

    /// Webhooks with their events.
    static func all(
        _ condition: String, _ arguments: [SQLValue], _ connection: any SQLConnection
    ) throws -> [(key: Int64, webhook: Webhook)] {
        var found = try connection.all("SELECT \(columns) FROM webhook \(condition)", arguments) { try read(&$0) }
        let places = Dictionary(found.enumerated().map { ($0.element.key, $0.offset) }) { first, _ in first }
        let among = connection.dialect.isAmong("webhook_key", found.map { $0.key })
        try connection.forEachFetchedRow(
            "SELECT webhook_key, event FROM webhook_event WHERE \(among.sql) ORDER BY event", among.arguments
        ) { row in
            var columns = SQLColumns(row)
            if let place = places[try columns.int64()] { found[place].webhook.events.append(try columns.named(WebhookEventKind.self)) }
            return true
        }
        return found
    }

    /// The webhook with that identifier; throws when there is none.
    static func find(_ id: String, _ connection: any SQLConnection) throws -> (key: Int64, webhook: Webhook) {
        guard let found = try all("WHERE id = ?", [.text(id)], connection).first else { throw RegistryError.webhookNotFound(id) }
        return found
    }
}
