/// The tables of version 5: links of traces to runs by the traces' ids: clients may send a link before the trace that it is about.
enum TraceLinkSchema {
    @Sendable static func statements(_ dialect: SQLDialect) -> [String] {
        [
            "ALTER TABLE trace_run RENAME TO trace_run_by_key",
            FirstSchema.table(
                dialect, "trace_run", clustered: true, "trace_id #t NOT NULL", "run_id #t NOT NULL", "PRIMARY KEY (trace_id, run_id)"),
            """
            INSERT INTO trace_run (trace_id, run_id) SELECT trace.id, trace_run_by_key.run_id FROM trace_run_by_key \
            JOIN trace ON trace.key = trace_run_by_key.trace_key
            """,
            "DROP TABLE trace_run_by_key",
            "CREATE INDEX trace_run_by_run ON trace_run (run_id)",
        ]
    }
}
