extension MLflowRun {
    /// Adds the run with all that belongs to it, or finds that it is here. Returns the URI of its artifacts here.
    func add(
        to experiment: ExperimentID, _ connection: any SQLConnection, metrics forEach: (([Metric]) throws -> Void) throws -> Void
    ) throws -> (isNew: Bool, metrics: Int, uri: String) {
        if let uri = try connection.first("SELECT artifact_uri FROM run WHERE id = ?", [.text(id)], { try $0.text() }) {
            return (false, 0, uri)
        }
        let location = try connection.first("SELECT artifact_location FROM experiment WHERE id = ?", [.integer(experiment.rawValue)]) {
            try $0.text()
        }
        let uri = "\(location ?? Experiment.location(of: experiment))/\(id)/artifacts"
        let key = try addRow(to: experiment, uri, connection)
        try connection.insert(
            SQLInsert(into: "param", ["run_key", "name", "value"], conflict: .keep),
            params.lastOfEachName.map { [key, .text($0.name), .text($0.value)] })
        try connection.insert(
            SQLInsert(into: "run_tag", ["run_key", "name", "value"], conflict: .keep),
            (tags + [NamedText(Run.nameTag, name)]).lastOfEachName.map { [key, .text($0.name), .text($0.value)] })
        for input in inputs { try add(input, key, connection) }
        let used = SQLInsert(into: "run_input_model", ["run_key", "model_id"], conflict: .keep)
        try connection.insert(used, inputModels.map { [key, .text($0)] })
        let made = SQLInsert(into: "run_output_model", ["run_key", "model_id", "step"], conflict: .keep)
        try connection.insert(made, outputModels.map { [key, .text($0.id), .integer($0.step)] })
        var count = 0
        try forEach { metrics in
            try Metric.insert(metrics, to: key, connection)
            count += metrics.count
        }
        return (true, count, uri)
    }

    private func addRow(to experiment: ExperimentID, _ uri: String, _ connection: any SQLConnection) throws -> SQLValue {
        let key = try connection.first(
            "INSERT INTO target (kind, id) VALUES ('run', ?) ON CONFLICT DO NOTHING RETURNING key", [.text(id)]
        ) { SQLValue.integer(try $0.int64()) }
        guard let key else { throw TrackingError.alreadyExists(kind: "trace or run", name: id) }
        try connection.execute(
            "INSERT INTO run (key, \(Run.columns), deleted_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                key, .text(id), .text(name), .integer(experiment.rawValue), .text(user), .text(status.rawValue), .integer(startTime),
                SQLValue(endTime), .text(stage.rawValue), .text(uri), SQLValue(deletedTime),
            ])
        return key
    }

    private func add(_ input: Input, _ key: SQLValue, _ connection: any SQLConnection) throws {
        let dataset = try input.dataset.key(connection)
        try connection.execute("INSERT INTO run_dataset (run_key, dataset_key) VALUES (?, ?) ON CONFLICT DO NOTHING", [key, dataset])
        try connection.insert(
            SQLInsert(into: "run_dataset_tag", ["run_key", "dataset_key", "name", "value"], conflict: .keep),
            input.tags.lastOfEachName.map { [key, dataset, .text($0.name), .text($0.value)] })
    }
}
