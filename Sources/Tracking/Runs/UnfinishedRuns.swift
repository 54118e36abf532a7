extension TrackingStore {
    /// The newest active run of an experiment that carries a tag and has not come to its end; nil when there is none.
    package func unfinishedRun(tagged name: String, _ value: String, in experiment: ExperimentID) async throws -> Run? {
        try await read { connection in
            try connection.first(
                """
                SELECT \(Run.columns) FROM run WHERE experiment_id = ? AND status <> 'FINISHED' AND lifecycle_stage = 'active' \
                AND EXISTS (SELECT 1 FROM run_tag WHERE run_tag.run_key = run.key AND run_tag.name = ? AND run_tag.value = ?) \
                ORDER BY start_time DESC LIMIT 1
                """, [.integer(experiment.rawValue), .text(name), .text(value)]
            ) { try Run(&$0) }
        }
    }
}
