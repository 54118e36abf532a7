extension TrackingStore {
    /// Makes an evaluation dataset without records; names need not be unique.
    package func createEvaluationDataset(
        named name: String, tags: [NamedText] = [], experiments: [ExperimentID] = [], at now: Timestamp = .now
    ) async throws -> EvaluationDataset {
        var generator = SystemRandomNumberGenerator()
        let id = "d-" + HexIdentifier.random(using: &generator)
        let user = tags.first { $0.name == EvaluationDataset.userTag }?.value
        return try await write { connection in
            let key = try connection.first(
                """
                INSERT INTO evaluation_dataset (id, name, digest, created_time, last_update_time, created_by, last_updated_by) \
                VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING key
                """,
                [
                    .text(id), .text(name), .text(EvaluationDataset.digest(named: name, at: now)), .integer(now.rawValue),
                    .integer(now.rawValue), SQLValue(user), SQLValue(user),
                ]
            ) { try $0.int64() }
            guard let key else { throw TrackingError.failed(reason: "the new dataset has no number") }
            try EvaluationDataset.setTags(tags, of: .integer(key), connection)
            try EvaluationDataset.add(experiments, to: .integer(key), connection)
            return try EvaluationDataset.all([key], connection)[0]
        }
    }

    /// The evaluation dataset of that id.
    package func evaluationDataset(_ id: String) async throws -> EvaluationDataset {
        try await read { connection in
            guard let key = try EvaluationDataset.key(of: id, connection),
                let found = try EvaluationDataset.all([key], connection).first
            else { throw TraceError.dataset(id) }
            return found
        }
    }

    /// Erases an evaluation dataset with its records; none is fine.
    package func deleteEvaluationDataset(_ id: String) async throws {
        try await write { connection in
            guard let key = try EvaluationDataset.key(of: id, connection) else { return }
            for table in ["evaluation_dataset_record", "evaluation_dataset_tag", "evaluation_dataset_experiment"] {
                try connection.execute("DELETE FROM \(table) WHERE dataset_key = ?", [.integer(key)])
            }
            try connection.execute("DELETE FROM evaluation_dataset WHERE key = ?", [.integer(key)])
        }
    }

    /// The evaluation datasets that fulfil a filter, a page at a time; of some experiments only when these are given.
    ///
    /// Throws ``SearchError`` when the filter, the order, the token or the number of results is wrong.
    package func searchEvaluationDatasets(
        experiments: [ExperimentID] = [], filter: String = "", maxResults: Int = 50, orderBy: [String] = [], pageToken: String? = nil
    ) async throws -> SearchPage<EvaluationDataset> {
        try SearchLimit.runs.check(maxResults)
        let condition = try EvaluationDatasetSearchTerms.condition(filter: filter, orderBy: orderBy, dialect: driver.dialect)
        let offset = try OffsetToken.offset(pageToken)
        var scope: SQLFragment?
        if !experiments.isEmpty {
            scope =
                "EXISTS (SELECT 1 FROM evaluation_dataset_experiment AS part WHERE part.dataset_key = evaluation_dataset.key AND "
                + driver.dialect.isAmong("part.experiment_id", experiments.map(\.rawValue)) + ")"
        }
        let statement = condition.statement(
            selecting: "evaluation_dataset.key", from: "evaluation_dataset", where: scope, limit: maxResults + 1, offset: offset)
        return try await readSearch { connection in
            let keys = try connection.keys(statement)
            let found = try EvaluationDataset.all(Array(keys.prefix(maxResults)), connection)
            return SearchPage(items: found, nextToken: keys.count > maxResults ? OffsetToken.text(offset + maxResults) : nil)
        }
    }

    /// Sets tags of an evaluation dataset, beside those that it has.
    package func setTags(_ tags: [NamedText], ofEvaluationDataset id: String) async throws {
        try await write { connection in
            try EvaluationDataset.setTags(tags, of: try EvaluationDataset.locked(id, connection), connection)
        }
    }

    /// Removes a tag of an evaluation dataset; none is fine.
    package func removeTag(_ name: String, ofEvaluationDataset id: String) async throws {
        try await write { connection in
            guard let key = try EvaluationDataset.key(of: id, connection) else { return }
            try connection.execute(
                "DELETE FROM evaluation_dataset_tag WHERE dataset_key = ? AND name = ?", [.integer(key), .text(name)])
        }
    }

    /// Makes an evaluation dataset belong to experiments, which must exist, or no longer; returns it.
    package func setExperiments(
        adding added: [ExperimentID] = [], removing removed: [ExperimentID] = [], ofEvaluationDataset id: String,
        at now: Timestamp = .now
    ) async throws -> EvaluationDataset {
        try await write { connection in
            let key = try EvaluationDataset.locked(id, connection)
            for experiment in added { _ = try experiment.found(connection) }
            try EvaluationDataset.add(added, to: key, connection)
            let unwanted = connection.dialect.isAmong("experiment_id", removed.map(\.rawValue))
            try connection.execute(
                "DELETE FROM evaluation_dataset_experiment WHERE dataset_key = ? AND \(unwanted.sql)", [key] + unwanted.arguments)
            try connection.execute(
                "UPDATE evaluation_dataset SET last_update_time = ? WHERE key = ?", [.integer(now.rawValue), key])
            guard case .integer(let number) = key, let found = try EvaluationDataset.all([number], connection).first else {
                throw TraceError.dataset(id)
            }
            return found
        }
    }
}

extension EvaluationDataset {
    static func setTags(_ tags: [NamedText], of key: SQLValue, _ connection: any SQLConnection) throws {
        let insert = SQLInsert(
            into: "evaluation_dataset_tag", ["dataset_key", "name", "value"], conflict: .replace(key: ["dataset_key", "name"]))
        try connection.insert(insert, tags.map { [key, .text($0.name), .text($0.value)] })
    }

    static func add(_ experiments: [ExperimentID], to key: SQLValue, _ connection: any SQLConnection) throws {
        let insert = SQLInsert(into: "evaluation_dataset_experiment", ["dataset_key", "experiment_id"], conflict: .keep)
        try connection.insert(insert, experiments.map { [key, .integer($0.rawValue)] })
    }
}
