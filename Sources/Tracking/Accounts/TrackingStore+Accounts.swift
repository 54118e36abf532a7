extension TrackingStore {
    /// Makes an account; throws ``TrackingError/alreadyExists(kind:name:)`` when the name is taken.
    @discardableResult
    package func createAccount(
        named name: String, passwordHash: String?, isAdministrator: Bool, by actor: String, at now: Timestamp = .now
    ) async throws -> Account {
        guard Self.isAccountName(name) else {
            throw TrackingError.invalid(reason: "a user's name has 1 to 255 characters, none of them a colon or a control character")
        }
        return try await write { connection in
            let account = try connection.first(
                """
                INSERT INTO account (name, password_hash, is_administrator, creation_time) VALUES (?, ?, ?, ?) \
                ON CONFLICT DO NOTHING RETURNING \(Account.columns)
                """, [.text(name), SQLValue(passwordHash), SQLValue(isAdministrator), .integer(now.rawValue)]
            ) { try Account(&$0) }
            guard let account else { throw TrackingError.alreadyExists(kind: "user", name: name) }
            try AuditEntry.record(
                "users.create", name, isAdministrator ? "administrator" : "", by: actor, at: now, connection)
            return account
        }
    }

    private static func isAccountName(_ name: String) -> Bool {
        (1...255).contains(name.utf8.count) && name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: ":") }
    }

    /// The account of a name; nil when there is none.
    package func account(named name: String) async throws -> Account? {
        try await lookup { connection in
            try connection.first("SELECT \(Account.columns) FROM account WHERE name = ?", [.text(name)]) { try Account(&$0) }
        }
    }

    /// All accounts, by name.
    package func accounts() async throws -> [Account] {
        try await read { connection in
            try connection.all("SELECT \(Account.columns) FROM account ORDER BY name") { try Account(&$0) }
        }
    }

    /// Whether there is anybody who could sign in.
    package func hasAccounts() async throws -> Bool {
        try await read { connection in try connection.first("SELECT 1 FROM account LIMIT 1") { try $0.int() } != nil }
    }

    /// Gives an account another password.
    package func setPasswordHash(_ hash: String, ofAccount name: String, by actor: String, at now: Timestamp = .now) async throws {
        try await change(name, "UPDATE account SET password_hash = ? WHERE name = ?", [.text(hash)], "users.password", "", actor, now)
    }

    /// Makes somebody an administrator, or no longer one.
    package func setAdministrator(_ isAdministrator: Bool, account name: String, by actor: String, at now: Timestamp = .now) async throws {
        try await change(
            name, "UPDATE account SET is_administrator = ? WHERE name = ?", [SQLValue(isAdministrator)], "users.administrator",
            isAdministrator ? "yes" : "no", actor, now)
    }

    /// Removes an account with its tokens and permissions.
    package func removeAccount(_ name: String, by actor: String, at now: Timestamp = .now) async throws {
        try await change(name, "DELETE FROM account WHERE name = ?", [], "users.delete", "", actor, now)
    }

    private func change(
        _ name: String, _ sql: String, _ arguments: [SQLValue], _ action: String, _ detail: String, _ actor: String, _ now: Timestamp
    ) async throws {
        try await write { connection in
            guard try connection.execute(sql, arguments + [.text(name)]) > 0 else {
                throw TrackingError.notFound(kind: "user", name: name)
            }
            try AuditEntry.record(action, name, detail, by: actor, at: now, connection)
        }
    }
}

extension TrackingStore {
    /// Notes a new token of an account by its digest.
    package func addToken(
        digest: String, label: String, expiry: Timestamp?, toAccount name: String, by actor: String, at now: Timestamp = .now
    ) async throws {
        try await write { connection in
            let account = try Account.named(name, connection)
            try connection.execute(
                "INSERT INTO account_token (digest, account_id, label, creation_time, expiry_time) VALUES (?, ?, ?, ?, ?)",
                [.text(digest), .integer(account.id), .text(label), .integer(now.rawValue), SQLValue(expiry?.rawValue)])
            try AuditEntry.record("users.token", name, label, by: actor, at: now, connection)
        }
    }

    /// Ends tokens of an account: those of a label, or all. Returns how many.
    package func removeTokens(
        ofAccount name: String, label: String?, by actor: String, at now: Timestamp = .now
    ) async throws -> Int {
        try await write { connection in
            let account = try Account.named(name, connection)
            let count = try connection.execute(
                "DELETE FROM account_token WHERE account_id = ? AND (label = ? OR ? = 1)",
                [.integer(account.id), .text(label ?? ""), SQLValue(label == nil)])
            try AuditEntry.record("users.token.remove", name, label ?? "all", by: actor, at: now, connection)
            return count
        }
    }

    /// The tokens of an account, oldest first.
    package func tokens(ofAccount name: String) async throws -> [AccountToken] {
        try await read { connection in
            try connection.all(
                """
                SELECT account_token.label, account_token.creation_time, account_token.expiry_time FROM account_token \
                JOIN account ON account.id = account_token.account_id WHERE account.name = ? ORDER BY account_token.creation_time
                """, [.text(name)]
            ) { AccountToken(label: try $0.text(), created: try $0.timestamp(), expiry: try $0.optionalTimestamp()) }
        }
    }

    /// The account that a token stands for, by the token's digest; nil when it is unknown or has ended.
    package func account(withTokenDigest digest: String, at now: Timestamp = .now) async throws -> Account? {
        try await lookup { connection in
            try connection.first(
                """
                SELECT account.id, account.name, account.password_hash, account.is_administrator, account.creation_time FROM account_token \
                JOIN account ON account.id = account_token.account_id \
                WHERE account_token.digest = ? AND (account_token.expiry_time IS NULL OR account_token.expiry_time > ?)
                """, [.text(digest), .integer(now.rawValue)]
            ) { try Account(&$0) }
        }
    }
}
