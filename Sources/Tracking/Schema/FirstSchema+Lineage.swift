extension FirstSchema {
    /// What runs were made from: data, prompts, models.
    static func lineage(_ dialect: SQLDialect) -> [String] {
        // schema and profile hold JSON, settings hold JSON with sorted names.
        [
            table(
                dialect, "dataset", "key \(dialect.countedKey)", "name #t NOT NULL", "digest #t NOT NULL", "source_type #t NOT NULL",
                "source #t NOT NULL", "schema #t", "profile #t", "UNIQUE (name, digest)"),
            table(
                dialect, "run_dataset", clustered: true, "run_key #i NOT NULL REFERENCES run (key)",
                "dataset_key #i NOT NULL REFERENCES dataset (key)", "PRIMARY KEY (run_key, dataset_key)"),
            table(
                dialect, "run_dataset_tag", clustered: true, "run_key #i NOT NULL", "dataset_key #i NOT NULL", "name #t NOT NULL",
                "value #t NOT NULL", "PRIMARY KEY (run_key, dataset_key, name)",
                "FOREIGN KEY (run_key, dataset_key) REFERENCES run_dataset (run_key, dataset_key)"),
            table(
                dialect, "model", "key \(dialect.countedKey)", "digest #t NOT NULL UNIQUE", "provider #t NOT NULL", "name #t NOT NULL",
                "settings #t NOT NULL"),
            table(
                dialect, "run_model", clustered: true, "run_key #i NOT NULL REFERENCES run (key)",
                "model_key #i NOT NULL REFERENCES model (key)", "role #t NOT NULL", "PRIMARY KEY (run_key, model_key, role)"),
        ]
    }

    /// Registered models and prompts: a prompt is a registered model whose versions carry a template, as MLflow has it.
    static func registry(_ dialect: SQLDialect) -> [String] {
        [
            table(
                dialect, "registered_model", "name #t NOT NULL PRIMARY KEY", "is_prompt #i NOT NULL", "description #t",
                "creation_time #i NOT NULL", "last_update_time #i NOT NULL"),
            table(
                dialect, "registered_model_tag", clustered: true,
                "model_name #t NOT NULL REFERENCES registered_model (name) ON UPDATE CASCADE ON DELETE CASCADE", "name #t NOT NULL",
                "value #t NOT NULL", "PRIMARY KEY (model_name, name)"),
            table(
                dialect, "model_version",
                "model_name #t NOT NULL REFERENCES registered_model (name) ON UPDATE CASCADE ON DELETE CASCADE",
                "version #i NOT NULL", "source #t NOT NULL", "storage_location #t", "run_id #t", "run_link #t", "status #t NOT NULL",
                "stage #t NOT NULL", "description #t", "template #t", "digest #t", "is_deleted #i NOT NULL",
                "creation_time #i NOT NULL", "last_update_time #i NOT NULL", "PRIMARY KEY (model_name, version)"),
            "CREATE INDEX model_version_by_digest ON model_version (model_name, digest)",
            table(
                dialect, "model_version_tag", clustered: true, "model_name #t NOT NULL", "version #i NOT NULL", "name #t NOT NULL",
                "value #t NOT NULL", "PRIMARY KEY (model_name, version, name)",
                "FOREIGN KEY (model_name, version) REFERENCES model_version (model_name, version) ON UPDATE CASCADE ON DELETE CASCADE"),
            table(
                dialect, "model_alias", clustered: true, "model_name #t NOT NULL", "alias #t NOT NULL", "version #i NOT NULL",
                "PRIMARY KEY (model_name, alias)",
                "FOREIGN KEY (model_name, version) REFERENCES model_version (model_name, version) ON UPDATE CASCADE ON DELETE CASCADE"),
            table(
                dialect, "run_prompt", clustered: true, "run_key #i NOT NULL REFERENCES run (key)", "model_name #t NOT NULL",
                "version #i NOT NULL", "role #t NOT NULL", "PRIMARY KEY (run_key, model_name, version, role)",
                "FOREIGN KEY (model_name, version) REFERENCES model_version (model_name, version) ON UPDATE CASCADE ON DELETE CASCADE"),
        ]
    }
}
