extension ServerSchema {
    /// Files among the store's artifacts that belong to no run: those of logged models and traces.
    static func artifacts(_ dialect: SQLDialect) -> [String] {
        [
            FirstSchema.table(
                dialect, "stored_file", clustered: true, "path #t NOT NULL PRIMARY KEY", "byte_count #i NOT NULL", "digest #t NOT NULL",
                "creation_time #i NOT NULL")
        ]
    }
}
