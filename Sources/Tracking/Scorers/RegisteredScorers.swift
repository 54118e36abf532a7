/// One version of a scorer that an experiment keeps.
package struct RegisteredScorer: Sendable, Hashable {
    package let id: String
    package let experiment: ExperimentID
    package let name: String
    package let version: Int64
    /// JSON text, as the client gave it.
    package let definition: String
    package let created: Timestamp
}

extension RegisteredScorer {
    fileprivate static let columns = "scorer.id, scorer.experiment_id, scorer.name, part.version, part.definition, part.creation_time"
    fileprivate static let joined = "scorer JOIN scorer_version AS part ON part.scorer_key = scorer.key"
    fileprivate static let isLatest =
        "part.version = (SELECT max(version) FROM scorer_version AS other WHERE other.scorer_key = scorer.key)"

    fileprivate init(_ columns: inout SQLColumns) throws {
        id = try columns.text()
        experiment = ExperimentID(rawValue: try columns.int64())
        name = try columns.text()
        version = try columns.int64()
        definition = try columns.text()
        created = try columns.timestamp()
    }

    /// The number of an experiment's scorer, which must be there; others that would change it wait.
    fileprivate static func locked(_ name: String, in experiment: ExperimentID, _ connection: any SQLConnection) throws -> SQLValue {
        let arguments: [SQLValue] = [.integer(experiment.rawValue), .text(name)]
        try connection.execute("UPDATE scorer SET name = name WHERE experiment_id = ? AND name = ?", arguments)
        let key = try connection.first("SELECT key FROM scorer WHERE experiment_id = ? AND name = ?", arguments) {
            SQLValue.integer(try $0.int64())
        }
        guard let key else { throw TraceError.scorer(name, experiment) }
        return key
    }
}

extension TraceError {
    fileprivate static func scorer(_ name: String, _ experiment: ExperimentID) -> TraceError {
        .notFound("Scorer with name '\(name)' not found for experiment \(experiment).")
    }

    fileprivate static func scorer(_ name: String, version: Int64, _ experiment: ExperimentID) -> TraceError {
        .notFound("Scorer with name '\(name)' and version \(version) not found for experiment \(experiment).")
    }
}

extension TrackingStore {
    /// Keeps the next version of a scorer of an experiment.
    package func registerScorer(
        named name: String, _ definition: String, in experiment: ExperimentID, at now: Timestamp = .now
    ) async throws -> RegisteredScorer {
        var generator = SystemRandomNumberGenerator()
        let id = HexIdentifier.random(using: &generator)
        return try await write { connection in
            _ = try experiment.found(mustBeActive: true, connection)
            try connection.execute(
                "INSERT INTO scorer (id, experiment_id, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [.text(id), .integer(experiment.rawValue), .text(name)])
            let key = try RegisteredScorer.locked(name, in: experiment, connection)
            try connection.execute(
                """
                INSERT INTO scorer_version (scorer_key, version, definition, creation_time) \
                SELECT key, (SELECT coalesce(max(version), 0) + 1 FROM scorer_version WHERE scorer_key = scorer.key), \
                CAST(? AS TEXT), CAST(? AS \(connection.dialect.integer)) FROM scorer WHERE key = ?
                """, [.text(definition), .integer(now.rawValue), key])
            let stored = try connection.first(
                "SELECT \(RegisteredScorer.columns) FROM \(RegisteredScorer.joined) WHERE scorer.key = ? AND \(RegisteredScorer.isLatest)",
                [key]
            ) { try RegisteredScorer(&$0) }
            guard let stored else { throw TraceError.scorer(name, experiment) }
            return stored
        }
    }

    /// The latest versions of the scorers of some experiments, by name; of all active experiments without any.
    package func scorers(in experiments: [ExperimentID]?) async throws -> [RegisteredScorer] {
        try await read { connection in
            var condition = SQLFragment(
                "scorer.experiment_id IN (SELECT id FROM experiment WHERE lifecycle_stage = 'active') AND \(RegisteredScorer.isLatest)")
            if let experiments {
                condition = condition + " AND " + connection.dialect.isAmong("scorer.experiment_id", experiments.map(\.rawValue))
            }
            return try connection.all(
                """
                SELECT \(RegisteredScorer.columns) FROM \(RegisteredScorer.joined) WHERE \(condition.sql) \
                ORDER BY scorer.experiment_id, scorer.name
                """, condition.arguments
            ) { try RegisteredScorer(&$0) }
        }
    }

    /// The versions of a scorer, the first one first; it must be there.
    package func versions(ofScorer name: String, in experiment: ExperimentID) async throws -> [RegisteredScorer] {
        try await read { connection in
            let found = try connection.all(
                """
                SELECT \(RegisteredScorer.columns) FROM \(RegisteredScorer.joined) WHERE scorer.experiment_id = ? AND scorer.name = ? \
                ORDER BY part.version
                """, [.integer(experiment.rawValue), .text(name)]
            ) { try RegisteredScorer(&$0) }
            guard !found.isEmpty else { throw TraceError.scorer(name, experiment) }
            return found
        }
    }

    /// One version of a scorer, the latest unless another is asked for; it must be there.
    package func scorer(_ name: String, version: Int64? = nil, in experiment: ExperimentID) async throws -> RegisteredScorer {
        let versions = try await versions(ofScorer: name, in: experiment)
        guard let version else { return versions[versions.count - 1] }
        guard let found = versions.first(where: { $0.version == version }) else {
            throw TraceError.scorer(name, version: version, experiment)
        }
        return found
    }

    /// Erases a version of a scorer, or the whole scorer; it must be there.
    package func deleteScorer(_ name: String, version: Int64? = nil, in experiment: ExperimentID) async throws {
        try await write { connection in
            let key = try RegisteredScorer.locked(name, in: experiment, connection)
            if let version {
                let deleted = try connection.execute(
                    "DELETE FROM scorer_version WHERE scorer_key = ? AND version = ?", [key, .integer(version)])
                guard deleted > 0 else { throw TraceError.scorer(name, version: version, experiment) }
            } else {
                try connection.execute("DELETE FROM scorer_version WHERE scorer_key = ?", [key])
            }
            try connection.execute(
                "DELETE FROM scorer WHERE key = ? AND NOT EXISTS (SELECT 1 FROM scorer_version WHERE scorer_key = scorer.key)", [key])
        }
    }
}
