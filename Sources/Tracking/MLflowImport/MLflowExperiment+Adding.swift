extension MLflowExperiment {
    /// The experiment of that name here, made under the same number where that is free. Its tags are taken over where it has none of
    /// their names.
    func add(at now: Timestamp, _ connection: any SQLConnection) throws -> (id: ExperimentID, isNew: Bool) {
        if let known = try Experiment.find(named: name, connection) {
            try addTags(to: known.id, connection)
            return (known.id, false)
        }
        let created = creationTime ?? now.rawValue
        let values: [SQLValue] = [
            .text(name), .text(""), .text(stage.rawValue), .integer(created), .integer(lastUpdateTime ?? created),
        ]
        let columns = "name, artifact_location, lifecycle_stage, creation_time, last_update_time"
        var inserted: Int64?
        if let number = Int64(id), number > 0, number < Self.highestNumber {
            inserted = try connection.first(
                "INSERT INTO experiment (id, \(columns)) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
                [.integer(number)] + values
            ) { try $0.int64() }
            if inserted != nil, let statement = connection.dialect.countOn("experiment", "id") {
                _ = try connection.first(statement) { try $0.int64() }
            }
        }
        inserted =
            try inserted
            ?? connection.first(
                "INSERT INTO experiment (\(columns)) VALUES (?, ?, ?, ?, ?) RETURNING id", values
            ) { try $0.int64() }
        guard let inserted else { throw TrackingError.failed(reason: "the new experiment has no number") }
        let id = ExperimentID(rawValue: inserted)
        try connection.execute(
            "UPDATE experiment SET artifact_location = ? WHERE id = ?", [.text(Experiment.location(of: id)), .integer(inserted)])
        try addTags(to: id, connection)
        return (id, true)
    }

    /// Numbers beyond it, which file stores make up, are not kept: the next ones would have no room.
    private static let highestNumber: Int64 = 1 << 53

    private func addTags(to id: ExperimentID, _ connection: any SQLConnection) throws {
        let insert = SQLInsert(into: "experiment_tag", ["experiment_id", "name", "value"], conflict: .keep)
        try connection.insert(insert, tags.map { [.integer(id.rawValue), .text($0.name), .text($0.value)] })
    }
}
