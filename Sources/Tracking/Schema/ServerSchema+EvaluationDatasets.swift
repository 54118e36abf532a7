extension ServerSchema {
    /// Evaluation datasets, their records, and registered scorers.
    static func evaluationDatasets(_ dialect: SQLDialect) -> [String] {
        datasetTables(dialect) + scorerTables(dialect)
    }

    private static func datasetTables(_ dialect: SQLDialect) -> [String] {
        // schema, profile, inputs, outputs, expectations, tags and source hold JSON.
        [
            FirstSchema.table(
                dialect, "evaluation_dataset", "key \(dialect.countedKey)", "id #t NOT NULL UNIQUE", "name #t NOT NULL", "schema #t",
                "profile #t", "digest #t NOT NULL", "created_time #i NOT NULL", "last_update_time #i NOT NULL", "created_by #t",
                "last_updated_by #t"),
            "CREATE INDEX evaluation_dataset_by_time ON evaluation_dataset (created_time, id)",
            FirstSchema.table(
                dialect, "evaluation_dataset_tag", clustered: true, "dataset_key #i NOT NULL REFERENCES evaluation_dataset (key)",
                "name #t NOT NULL", "value #t NOT NULL", "PRIMARY KEY (dataset_key, name)"),
            FirstSchema.table(
                dialect, "evaluation_dataset_experiment", clustered: true,
                "dataset_key #i NOT NULL REFERENCES evaluation_dataset (key)", "experiment_id #i NOT NULL",
                "PRIMARY KEY (dataset_key, experiment_id)"),
            "CREATE INDEX evaluation_dataset_by_experiment ON evaluation_dataset_experiment (experiment_id)",
            FirstSchema.table(
                dialect, "evaluation_dataset_record", "key \(dialect.countedKey)", "id #t NOT NULL UNIQUE",
                "dataset_key #i NOT NULL REFERENCES evaluation_dataset (key)", "input_digest #t NOT NULL", "inputs #t NOT NULL",
                "outputs #t", "expectations #t", "tags #t", "source #t", "source_type #t", "source_id #t", "created_time #i NOT NULL",
                "last_update_time #i NOT NULL", "created_by #t", "last_updated_by #t", "UNIQUE (dataset_key, input_digest)"),
            "CREATE INDEX evaluation_dataset_record_by_time ON evaluation_dataset_record (dataset_key, created_time, id)",
        ]
    }

    private static func scorerTables(_ dialect: SQLDialect) -> [String] {
        // definition holds JSON.
        [
            FirstSchema.table(
                dialect, "scorer", "key \(dialect.countedKey)", "id #t NOT NULL UNIQUE",
                "experiment_id #i NOT NULL REFERENCES experiment (id)", "name #t NOT NULL", "UNIQUE (experiment_id, name)"),
            FirstSchema.table(
                dialect, "scorer_version", clustered: true, "scorer_key #i NOT NULL REFERENCES scorer (key)", "version #i NOT NULL",
                "definition #t NOT NULL", "creation_time #i NOT NULL", "PRIMARY KEY (scorer_key, version)"),
        ]
    }
}
