/// Something that permissions are given for.
package enum GrantTarget: Sendable, Hashable {
    case experiment(ExperimentID)
    /// A registered model or prompt.
    case registeredModel(String)

    /// How the audit log calls it.
    package var description: String {
        switch self {
        case .experiment(let id): "experiment \(id)"
        case .registeredModel(let name): "registered model \(name)"
        }
    }
}

/// A permission as it was given.
package struct Grant: Sendable, Hashable {
    package let target: GrantTarget
    /// Who has it.
    package let account: String
    /// What they may do; nil when they were told that they may do nothing.
    package let permission: Permission?

    /// A permission as it was given, or is to be.
    package init(target: GrantTarget, account: String, permission: Permission?) {
        self.target = target
        self.account = account
        self.permission = permission
    }
}

extension TrackingStore {
    /// Gives a permission in place of an earlier one; nil for none at all.
    package func grant(
        _ permission: Permission?, on target: GrantTarget, to account: String, by actor: String, at now: Timestamp = .now
    ) async throws {
        try await write { connection in try Grant.give(permission, on: target, to: account, by: actor, at: now, connection) }
    }

    /// Takes a permission back; false when there was none.
    package func revoke(on target: GrantTarget, from account: String, by actor: String, at now: Timestamp = .now) async throws -> Bool {
        try await write { connection in
            let id = SQLValue.integer(try Account.named(account, connection).id)
            let count =
                switch target {
                case .experiment(let experiment):
                    try connection.execute(
                        "DELETE FROM experiment_grant WHERE account_id = ? AND experiment_id = ?", [id, .integer(experiment.rawValue)])
                case .registeredModel(let name):
                    try connection.execute("DELETE FROM model_grant WHERE account_id = ? AND model_name = ?", [id, .text(name)])
                }
            guard count > 0 else { return false }
            try AuditEntry.record("permissions.revoke", target.description, "from \(account)", by: actor, at: now, connection)
            return true
        }
    }

    /// What an account was given on one thing; nil when nothing was said.
    package func grant(on target: GrantTarget, to account: String) async throws -> Grant? {
        try await read { connection in
            let arguments: [SQLValue]
            let sql: String
            switch target {
            case .experiment(let id):
                sql = """
                    SELECT permission FROM experiment_grant JOIN account ON account.id = experiment_grant.account_id \
                    WHERE account.name = ? AND experiment_grant.experiment_id = ?
                    """
                arguments = [.text(account), .integer(id.rawValue)]
            case .registeredModel(let name):
                sql = """
                    SELECT permission FROM model_grant JOIN account ON account.id = model_grant.account_id \
                    WHERE account.name = ? AND model_grant.model_name = ?
                    """
                arguments = [.text(account), .text(name)]
            }
            return try connection.first(sql, arguments) { try $0.text() }.map {
                Grant(target: target, account: account, permission: Permission(rawValue: $0))
            }
        }
    }

    /// All permissions of an account: on experiments by number, then on models by name.
    package func grants(to account: String) async throws -> [Grant] {
        try await read { connection in
            let experiments = try connection.all(
                """
                SELECT experiment_id, permission FROM experiment_grant JOIN account ON account.id = experiment_grant.account_id \
                WHERE account.name = ? ORDER BY experiment_id
                """, [.text(account)]
            ) {
                Grant(
                    target: .experiment(ExperimentID(rawValue: try $0.int64())), account: account,
                    permission: Permission(rawValue: try $0.text()))
            }
            let models = try connection.all(
                """
                SELECT model_name, permission FROM model_grant JOIN account ON account.id = model_grant.account_id \
                WHERE account.name = ? ORDER BY model_name
                """, [.text(account)]
            ) { Grant(target: .registeredModel(try $0.text()), account: account, permission: Permission(rawValue: try $0.text())) }
            return experiments + models
        }
    }
}

extension Grant {
    /// How the absence of any permission is written.
    package static let none = "NO_PERMISSIONS"

    static func give(
        _ permission: Permission?, on target: GrantTarget, to account: String, by actor: String, at now: Timestamp,
        _ connection: any SQLConnection
    ) throws {
        let text = permission?.rawValue ?? Grant.none
        let id = SQLValue.integer(try Account.named(account, connection).id)
        try checkExists(target, connection)
        switch target {
        case .experiment(let experiment):
            try connection.insert(
                SQLInsert(
                    into: "experiment_grant", ["account_id", "experiment_id", "permission"],
                    conflict: .replace(key: ["account_id", "experiment_id"])), [[id, .integer(experiment.rawValue), .text(text)]])
        case .registeredModel(let name):
            try connection.insert(
                SQLInsert(
                    into: "model_grant", ["account_id", "model_name", "permission"],
                    conflict: .replace(key: ["account_id", "model_name"])), [[id, .text(name), .text(text)]])
        }
        try AuditEntry.record("permissions.grant", target.description, "\(text) to \(account)", by: actor, at: now, connection)
    }

    static func checkExists(_ target: GrantTarget, _ connection: any SQLConnection) throws {
        let found: Int?
        let missing: TrackingError
        switch target {
        case .experiment(let id):
            found = try connection.first("SELECT 1 FROM experiment WHERE id = ?", [.integer(id.rawValue)]) { try $0.int() }
            missing = .notFound(kind: "experiment", name: id.description)
        case .registeredModel(let name):
            found = try connection.first("SELECT 1 FROM registered_model WHERE name = ?", [.text(name)]) { try $0.int() }
            missing = .notFound(kind: "registered model", name: name)
        }
        guard found != nil else { throw missing }
    }
}
