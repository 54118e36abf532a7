package import TouchstoneJSON

/// A thing that a request names and that permissions protect, mostly those on its experiment.
package enum ProtectedThing: Sendable, Hashable {
    case experiment(String)
    case experimentName(String)
    case run(String)
    case loggedModel(String)
    case trace(String)
    case evaluationDataset(String)
    case registeredModel(String)
    /// A path below the store's folder of artifacts: what lies under a run is that run's, anything else that of the experiment that its
    /// first name numbers.
    case artifact(ArtifactPath)
}

/// What an account may do with a thing.
package enum Access: Sendable, Hashable {
    /// There is no such thing.
    case missing
    /// The greatest permission; nil for none.
    case permission(Permission?)
}

extension TrackingStore {
    /// What an account may do with each of some things, in their order; `otherwise` is what is allowed where nothing was said.
    package func access(of account: Int64, to things: [ProtectedThing], otherwise: Permission? = nil) async throws -> [Access] {
        try await lookup { connection in try things.map { try Access(of: .integer(account), to: $0, otherwise: otherwise, connection) } }
    }

    /// The experiments that an account may read: those it was given, and the rest too when `otherwise` allows it.
    package func readableExperiments(of account: Int64, otherwise: Permission? = nil) async throws -> Set<ExperimentID> {
        let ids = try await readable(
            """
            SELECT experiment_id FROM experiment_grant WHERE account_id = ? AND permission <> ?
            """,
            """
            SELECT experiment.id FROM experiment LEFT JOIN experiment_grant AS permit ON permit.experiment_id = experiment.id \
            AND permit.account_id = ? WHERE permit.permission IS NULL OR permit.permission <> ?
            """, of: account, otherwise
        ) { try $0.int64() }
        return Set(ids.map(ExperimentID.init(rawValue:)))
    }

    /// The registered models and prompts that an account may read: those it was given, and the rest too when `otherwise` allows it.
    package func readableModels(of account: Int64, otherwise: Permission? = nil) async throws -> Set<ExactText> {
        let names = try await readable(
            """
            SELECT model_name FROM model_grant WHERE account_id = ? AND permission <> ?
            """,
            """
            SELECT registered_model.name FROM registered_model LEFT JOIN model_grant AS permit \
            ON permit.model_name = registered_model.name AND permit.account_id = ? \
            WHERE permit.permission IS NULL OR permit.permission <> ?
            """, of: account, otherwise
        ) { try $0.text() }
        return Set(names.map { ExactText($0) })
    }

    /// What one query finds of that which was given, or, where anything else may be read too, another of all but what was denied.
    private func readable<Found: Sendable>(
        _ given: String, _ allButDenied: String, of account: Int64, _ otherwise: Permission?,
        _ read: @escaping @Sendable (inout SQLColumns) throws -> Found
    ) async throws -> [Found] {
        let sql = otherwise == nil ? given : allButDenied
        return try await lookup { connection in try connection.all(sql, [.integer(account), .text(Grant.none)], read) }
    }
}

extension Access {
    init(of account: SQLValue, to thing: ProtectedThing, otherwise: Permission?, _ connection: any SQLConnection) throws {
        func first(_ query: String, _ arguments: [SQLValue]) throws -> Access {
            try Self.least(query, arguments, otherwise: otherwise, connection)
        }
        func byExperiment(_ table: String, _ id: String) throws -> Access {
            try first("FROM \(table) AS thing \(Self.grant("thing.experiment_id")) WHERE thing.id = ?", [account, .text(id)])
        }
        switch thing {
        case .experiment(let text):
            guard let id = Int64(text) else {
                self = .missing
                return
            }
            self = try first("FROM experiment AS thing \(Self.grant("thing.id")) WHERE thing.id = ?", [account, .integer(id)])
        case .experimentName(let name):
            self = try first("FROM experiment AS thing \(Self.grant("thing.id")) WHERE thing.name = ?", [account, .text(name)])
        case .run(let id): self = try byExperiment("run", id)
        case .loggedModel(let id): self = try byExperiment("logged_model", id)
        case .trace(let id): self = try byExperiment("trace", id)
        case .evaluationDataset(let id):
            self = try first(
                """
                FROM evaluation_dataset AS thing LEFT JOIN evaluation_dataset_experiment AS membership \
                ON membership.dataset_key = thing.key \(Self.grant("membership.experiment_id")) WHERE thing.id = ?
                """, [account, .text(id)])
        case .registeredModel(let name):
            self = try first(
                """
                FROM registered_model AS thing LEFT JOIN model_grant AS permit ON permit.model_name = thing.name \
                AND permit.account_id = ? WHERE thing.name = ?
                """, [account, .text(name)])
        case .artifact(let path):
            if let (key, _) = try Run.owner(of: path, connection) {
                self = try first("FROM run AS thing \(Self.grant("thing.experiment_id")) WHERE thing.key = ?", [account, key])
            } else if let experiment = path.segments.first {
                self = try Access(of: account, to: .experiment(String(experiment)), otherwise: otherwise, connection)
            } else {
                self = .permission(nil)
            }
        }
    }

    /// Joins the permission on an experiment.
    private static func grant(_ experiment: String) -> String {
        "LEFT JOIN experiment_grant AS permit ON permit.experiment_id = \(experiment) AND permit.account_id = ?"
    }

    /// The least permission of the rows of a query; a thing that belongs to several experiments needs it on all.
    private static func least(
        _ query: String, _ arguments: [SQLValue], otherwise: Permission?, _ connection: any SQLConnection
    ) throws -> Access {
        let permissions = try connection.all("SELECT permit.permission \(query)", arguments) { columns in
            try columns.optionalText().map(Permission.init(rawValue:)) ?? otherwise
        }
        guard let least = permissions.min(by: { ($0.map(rank) ?? -1) < ($1.map(rank) ?? -1) }) else { return .missing }
        return .permission(least)
    }

    private static func rank(_ permission: Permission) -> Int { Permission.allCases.firstIndex(of: permission) ?? 0 }
}
