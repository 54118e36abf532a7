/// The tables of version 4: which run an assessment of a trace comes from, and the order in which experiments are listed.
enum SourceRunSchema {
    @Sendable static func statements(_ dialect: SQLDialect) -> [String] {
        // source_run_id: the text under mlflow.assessment.sourceRunId in the metadata.
        [
            "ALTER TABLE assessment ADD COLUMN source_run_id \(dialect.text)",
            """
            UPDATE assessment SET source_run_id = \(sourceRun(dialect)) \
            WHERE metadata LIKE '%"\(Assessment.sourceRunKey)"%' AND metadata NOT LIKE '%\\u0000%'
            """,
            "CREATE INDEX assessment_by_source_run ON assessment (source_run_id) WHERE source_run_id IS NOT NULL",
            "CREATE INDEX experiment_by_age ON experiment (creation_time DESC, id)",
        ]
    }

    private static func sourceRun(_ dialect: SQLDialect) -> String {
        dialect == .postgreSQL
            ? "CAST(metadata AS json) ->> '\(Assessment.sourceRunKey)'" : "json_extract(metadata, '$.\"\(Assessment.sourceRunKey)\"')"
    }
}
