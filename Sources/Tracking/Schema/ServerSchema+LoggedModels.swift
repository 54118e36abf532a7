extension ServerSchema {
    /// Models that runs have logged, with their tags, params and metrics.
    static func loggedModels(_ dialect: SQLDialect) -> [String] {
        // status is PENDING, READY or UPLOAD_FAILED. A metric without a dataset has empty texts for it; one that is not a number is
        // stored as 0 with is_nan 1.
        [
            FirstSchema.table(
                dialect, "logged_model", "key \(dialect.countedKey)", "id #t NOT NULL UNIQUE",
                "experiment_id #i NOT NULL REFERENCES experiment (id)", "name #t NOT NULL", "model_type #t NOT NULL",
                "source_run_id #t NOT NULL", "status #t NOT NULL", "artifact_uri #t NOT NULL", "lifecycle_stage #t NOT NULL",
                "creation_time #i NOT NULL", "last_update_time #i NOT NULL"),
            "CREATE INDEX logged_model_by_experiment ON logged_model (experiment_id, creation_time)",
            FirstSchema.table(
                dialect, "logged_model_tag", clustered: true, "model_key #i NOT NULL REFERENCES logged_model (key)",
                "name #t NOT NULL", "value #t NOT NULL", "PRIMARY KEY (model_key, name)"),
            FirstSchema.table(
                dialect, "logged_model_param", clustered: true, "model_key #i NOT NULL REFERENCES logged_model (key)",
                "name #t NOT NULL", "value #t NOT NULL", "PRIMARY KEY (model_key, name)"),
            FirstSchema.table(
                dialect, "logged_model_metric", clustered: true, "model_key #i NOT NULL REFERENCES logged_model (key)",
                "name #t NOT NULL", "recorded_time #i NOT NULL", "step #i NOT NULL", "run_key #i NOT NULL REFERENCES run (key)",
                "value #r NOT NULL", "is_nan #i NOT NULL", "dataset_name #t NOT NULL", "dataset_digest #t NOT NULL",
                "PRIMARY KEY (model_key, name, recorded_time, step, run_key, value, is_nan, dataset_name, dataset_digest)"),
        ]
    }
}
