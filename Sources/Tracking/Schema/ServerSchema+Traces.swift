extension ServerSchema {
    /// Traces and their spans, and what assessments gain to judge them.
    static func traces(_ dialect: SQLDialect) -> [String] {
        traceTables(dialect) + traceLinks(dialect) + assessmentColumns(dialect)
    }

    private static func traceTables(_ dialect: SQLDialect) -> [String] {
        // Times of traces are in milliseconds, those of spans in nanoseconds. A trace's end is request_time + duration.
        // is_final: the client has described the whole trace; gives_usage, gives_cost: with these figures, which then stand.
        // The name of a trace is its tag mlflow.traceName; the run that made it is its metadata mlflow.sourceRun.
        // A span's content holds JSON: {"attributes": {key: any}, "events": […], "links": […], …}; usage and cost hold JSON.
        // A span's kind is its type in MLflow's words, such as LLM; its status is OK, ERROR or UNSET.
        [
            FirstSchema.table(
                dialect, "trace", "key #i NOT NULL PRIMARY KEY REFERENCES target (key)", "id #t NOT NULL UNIQUE",
                "experiment_id #i NOT NULL REFERENCES experiment (id)", "request_time #i NOT NULL", "duration #i", "state #t NOT NULL",
                "client_request_id #t", "request_preview #t", "response_preview #t", "is_final #i NOT NULL", "gives_usage #i NOT NULL",
                "gives_cost #i NOT NULL"),
            "CREATE INDEX trace_by_experiment ON trace (experiment_id, request_time, id)",
            FirstSchema.table(
                dialect, "trace_tag", clustered: true, "trace_key #i NOT NULL REFERENCES trace (key)", "name #t NOT NULL",
                "value #t NOT NULL", "PRIMARY KEY (trace_key, name)"),
            FirstSchema.table(
                dialect, "trace_metadata", clustered: true, "trace_key #i NOT NULL REFERENCES trace (key)", "name #t NOT NULL",
                "value #t NOT NULL", "PRIMARY KEY (trace_key, name)"),
            FirstSchema.table(
                dialect, "span", "trace_key #i NOT NULL REFERENCES trace (key)", "id #t NOT NULL", "parent_id #t", "name #t NOT NULL",
                "kind #t NOT NULL", "status #t NOT NULL", "start_time #i NOT NULL", "end_time #i", "content #t NOT NULL", "usage #t",
                "cost #t", "PRIMARY KEY (trace_key, id)"),
        ]
    }

    private static func traceLinks(_ dialect: SQLDialect) -> [String] {
        [
            FirstSchema.table(
                dialect, "trace_run", clustered: true, "trace_key #i NOT NULL REFERENCES trace (key)", "run_id #t NOT NULL",
                "PRIMARY KEY (trace_key, run_id)"),
            "CREATE INDEX trace_run_by_run ON trace_run (run_id)",
            FirstSchema.table(
                dialect, "trace_prompt", clustered: true, "trace_key #i NOT NULL REFERENCES trace (key)", "name #t NOT NULL",
                "version #t NOT NULL", "PRIMARY KEY (trace_key, name, version)"),
        ]
    }

    /// role: feedback, expectation or issue; failure holds JSON: why a feedback has no value.
    private static func assessmentColumns(_ dialect: SQLDialect) -> [String] {
        [
            "ALTER TABLE assessment ADD COLUMN role \(dialect.text) NOT NULL DEFAULT 'feedback'",
            "ALTER TABLE assessment ADD COLUMN last_update_time \(dialect.integer)",
            "ALTER TABLE assessment ADD COLUMN failure \(dialect.text)",
            "CREATE INDEX assessment_by_superseded ON assessment (supersedes) WHERE supersedes IS NOT NULL",
        ]
    }
}
