extension TrackingStore {
    /// The experiment with that number and its tags, deleted or not; nil when there is none.
    package func experimentDetails(_ id: ExperimentID) async throws -> FoundExperiment? {
        try await read { connection in try FoundExperiment.first("id = ?", .integer(id.rawValue), connection) }
    }

    /// The experiment of that name and its tags, deleted or not; nil when there is none.
    package func experimentDetails(named name: String) async throws -> FoundExperiment? {
        try await read { connection in try FoundExperiment.first("name = ?", .text(name), connection) }
    }
}

extension FoundExperiment {
    fileprivate static func first(
        _ condition: String, _ argument: SQLValue, _ connection: any SQLConnection
    ) throws -> FoundExperiment? {
        let experiment = try connection.first("SELECT \(Experiment.columns) FROM experiment WHERE \(condition)", [argument]) {
            try Experiment(&$0)
        }
        guard let experiment else { return nil }
        let tags = try connection.all(
            "SELECT name, value FROM experiment_tag WHERE experiment_id = ? ORDER BY name", [.integer(experiment.id.rawValue)]
        ) { NamedText(try $0.text(), try $0.text()) }
        return FoundExperiment(experiment: experiment, tags: tags)
    }
}
