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
    /// What an account may do with each of some things, in their order.
    package func access(of account: Int64, to things: [ProtectedThing]) async throws -> [Access] {
        try await lookup { connection in try things.map { try Access(of: .integer(account), to: $0, connection) } }
    }

    /// The experiments that an account may read.
    package func readableExperiments(of account: Int64) async throws -> Set<ExperimentID> {
        try await lookup { connection in
            let rows = try connection.all(
                "SELECT experiment_id FROM experiment_grant WHERE account_id = ? AND permission <> ?",
                [.integer(account), .text(Grant.none)]
            ) { ExperimentID(rawValue: try $0.int64()) }
            return Set(rows)
        }
    }

    /// The registered models and prompts that an account may read.
    package func readableModels(of account: Int64) async throws -> Set<String> {
        try await lookup { connection in
            let rows = try connection.all(
                "SELECT model_name FROM model_grant WHERE account_id = ? AND permission <> ?", [.integer(account), .text(Grant.none)]
            ) { try $0.text() }
            return Set(rows)
        }
    }
}

extension Access {
    init(of account: SQLValue, to thing: ProtectedThing, _ connection: any SQLConnection) throws {
        switch thing {
        case .experiment(let text):
            guard let id = Int64(text) else {
                self = .missing
                return
            }
            self = try Self.first(
                "FROM experiment AS thing \(Self.grant("thing.id")) WHERE thing.id = ?", [account, .integer(id)], connection)
        case .experimentName(let name):
            self = try Self.first(
                "FROM experiment AS thing \(Self.grant("thing.id")) WHERE thing.name = ?", [account, .text(name)], connection)
        case .run(let id): self = try Self.byExperiment("run", id, account, connection)
        case .loggedModel(let id): self = try Self.byExperiment("logged_model", id, account, connection)
        case .trace(let id): self = try Self.byExperiment("trace", id, account, connection)
        case .evaluationDataset(let id):
            self = try Self.first(
                """
                FROM evaluation_dataset AS thing LEFT JOIN evaluation_dataset_experiment AS membership \
                ON membership.dataset_key = thing.key \(Self.grant("membership.experiment_id")) WHERE thing.id = ?
                """, [account, .text(id)], connection)
        case .registeredModel(let name):
            self = try Self.first(
                """
                FROM registered_model AS thing LEFT JOIN model_grant AS permit ON permit.model_name = thing.name \
                AND permit.account_id = ? WHERE thing.name = ?
                """, [account, .text(name)], connection)
        case .artifact(let path):
            self = try Self.access(of: account, toArtifact: path, connection)
        }
    }

    private static func access(of account: SQLValue, toArtifact path: ArtifactPath, _ connection: any SQLConnection) throws -> Access {
        if let (key, _) = try Run.owner(of: path, connection) {
            return try first(
                "FROM run AS thing \(grant("thing.experiment_id")) WHERE thing.key = ?", [account, key], connection)
        }
        guard let first = path.segments.first else { return .permission(nil) }
        return try Access(of: account, to: .experiment(String(first)), connection)
    }

    private static func byExperiment(
        _ table: String, _ id: String, _ account: SQLValue, _ connection: any SQLConnection
    ) throws -> Access {
        try first("FROM \(table) AS thing \(grant("thing.experiment_id")) WHERE thing.id = ?", [account, .text(id)], connection)
    }

    /// Joins the permission on an experiment.
    private static func grant(_ experiment: String) -> String {
        "LEFT JOIN experiment_grant AS permit ON permit.experiment_id = \(experiment) AND permit.account_id = ?"
    }

    /// The least permission of the rows of a query; a thing that belongs to several experiments needs it on all.
    private static func first(_ query: String, _ arguments: [SQLValue], _ connection: any SQLConnection) throws -> Access {
        let permissions = try connection.all("SELECT permit.permission \(query)", arguments) {
            try $0.optionalText().flatMap(Permission.init(rawValue:))
        }
        guard let least = permissions.min(by: { ($0.map(rank) ?? -1) < ($1.map(rank) ?? -1) }) else { return .missing }
        return .permission(least)
    }

    private static func rank(_ permission: Permission) -> Int { Permission.allCases.firstIndex(of: permission) ?? 0 }
}
