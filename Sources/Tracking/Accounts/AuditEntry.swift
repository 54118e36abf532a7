/// Who changed what, and when: accounts, tokens, permissions.
package struct AuditEntry: Sendable, Hashable {
    package let time: Timestamp
    /// Who did it: the name of an account, or of the person at the command line.
    package let actor: String
    /// What was done, such as `users.create`.
    package let action: String
    /// To what.
    package let target: String
    /// More about it; never a secret.
    package let detail: String

    init(time: Timestamp, actor: String, action: String, target: String, detail: String) {
        self.time = time
        self.actor = actor
        self.action = action
        self.target = target
        self.detail = detail
    }

    static let insert = SQLInsert(into: "audit_entry", ["recorded_time", "actor", "action", "target", "detail"])

    static func record(
        _ action: String, _ target: String, _ detail: String = "", by actor: String, at now: Timestamp, _ connection: any SQLConnection
    ) throws {
        try connection.insert(
            insert, [[.integer(now.rawValue), .text(actor), .text(action), .text(target), .text(detail)]])
    }
}

extension TrackingStore {
    /// The latest changes of accounts and permissions, newest first.
    package func auditEntries(limit: Int = 1000) async throws -> [AuditEntry] {
        try await read { connection in
            try connection.all(
                "SELECT recorded_time, actor, action, target, detail FROM audit_entry ORDER BY key DESC LIMIT ?", [SQLValue(limit)]
            ) {
                AuditEntry(
                    time: try $0.timestamp(), actor: try $0.text(), action: try $0.text(), target: try $0.text(), detail: try $0.text())
            }
        }
    }
}
