extension ServerSchema {
    /// Indices that searches need: runs in their usual order, and metrics by value.
    static func search(_ dialect: SQLDialect) -> [String] {
        [
            "CREATE INDEX run_by_search ON run (experiment_id, start_time DESC, id)",
            "DROP INDEX run_by_experiment",
            "CREATE INDEX latest_metric_by_value ON latest_metric (name, is_nan, value, run_key)",
        ]
    }
}
