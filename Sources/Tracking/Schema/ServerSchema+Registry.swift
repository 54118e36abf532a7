extension ServerSchema {
    /// What the registry gains: the logged model of a version, the tags by which MLflow's clients know prompts, ways to find versions.
    static func registry(_ dialect: SQLDialect) -> [String] {
        [
            "ALTER TABLE model_version ADD COLUMN model_id \(dialect.text)",
            "CREATE INDEX model_version_by_stage ON model_version (model_name, stage, version)",
            "CREATE INDEX model_version_by_run ON model_version (run_id)",
            "CREATE INDEX model_version_by_update ON model_version (last_update_time)",
            """
            INSERT INTO registered_model_tag (model_name, name, value) \
            SELECT name, 'mlflow.prompt.is_prompt', 'true' FROM registered_model WHERE is_prompt = 1
            """,
        ]
            + promptTags.map { name, value in
                """
                INSERT INTO model_version_tag (model_name, version, name, value) \
                SELECT model_name, version, '\(name)', \(value) FROM model_version WHERE template IS NOT NULL AND is_deleted = 0
                """
            }
    }

    /// What the versions of prompts are tagged with that were recorded before there were tags.
    private static let promptTags = [
        ("mlflow.prompt.is_prompt", "'true'"), ("mlflow.prompt.text", "template"), ("_mlflow_prompt_type", "'text'"),
    ]
}
