/// What a client of PostgreSQL can find out about the soundness of a store's tables; the server checks its pages itself.
enum PostgreSQLCheck {
    static func findings(_ connection: any SQLConnection) throws -> [String] {
        try connection.execute("SET LOCAL statement_timeout = 0")
        return try invalidIndexes(connection) + unchecked(connection) + damagedPages(connection) + brokenReferences(connection)
    }

    private static func invalidIndexes(_ connection: any SQLConnection) throws -> [String] {
        try connection.all(
            """
            SELECT relname::text FROM pg_index JOIN pg_class ON pg_class.oid = pg_index.indexrelid \
            WHERE relnamespace = current_schema()::regnamespace AND NOT (indisvalid AND indisready) ORDER BY 1
            """
        ) { "the index \(try $0.text()) was not finished; REINDEX it" }
    }

    private static func unchecked(_ connection: any SQLConnection) throws -> [String] {
        try connection.all(
            """
            SELECT conname::text, conrelid::regclass::text FROM pg_constraint \
            WHERE connamespace = current_schema()::regnamespace AND NOT convalidated ORDER BY 1
            """
        ) { "the constraint \(try $0.text()) of \(try $0.text()) is not checked; VALIDATE it" }
    }

    private static func damagedPages(_ connection: any SQLConnection) throws -> [String] {
        try connection.all(
            "SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database() AND checksum_failures > 0"
        ) { "the server has met \(try $0.int()) damaged pages" }
    }

    /// Rows whose references lead nowhere, which only happens when somebody switched the server's own checks off.
    private static func brokenReferences(_ connection: any SQLConnection) throws -> [String] {
        let constraints = try connection.all(
            """
            SELECT conrelid::regclass::text, confrelid::regclass::text, \
            (SELECT string_agg(format('child.%I = parent.%I', a.attname, b.attname), ' AND ' ORDER BY place) \
            FROM unnest(conkey, confkey) WITH ORDINALITY AS pair (own, other, place) \
            JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = own \
            JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = other), \
            (SELECT string_agg(format('child.%I IS NOT NULL', a.attname), ' AND ') FROM unnest(conkey) AS own \
            JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = own) \
            FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2
            """
        ) { (child: try $0.text(), parent: try $0.text(), joined: try $0.text(), given: try $0.text()) }
        return try constraints.flatMap { constraint in
            try connection.all(
                """
                SELECT count(*) FROM \(constraint.child) AS child WHERE \(constraint.given) \
                AND NOT EXISTS (SELECT 1 FROM \(constraint.parent) AS parent WHERE \(constraint.joined)) HAVING count(*) > 0
                """
            ) { "\(try $0.int()) rows of \(constraint.child) refer to rows of \(constraint.parent) that do not exist" }
        }
    }
}
