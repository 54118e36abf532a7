import Testing

@testable import Tracking

@Suite struct TraceSearchTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The traces a to d, each a second after the one before.
    private func filled(_ kind: StoreKind) async throws -> TrackingStore {
        let store = try await folder.open(kind)
        try await store.write { connection in
            for (place, id) in ["a", "b", "c", "d"].enumerated() {
                let key = SQLValue(place + 1)
                try connection.execute("INSERT INTO target (key, kind, id) VALUES (?, 'trace', ?)", [key, .text(id)])
                try connection.execute(
                    """
                    INSERT INTO trace (key, id, experiment_id, request_time, duration, state, client_request_id, is_final, gives_usage, \
                    gives_cost) VALUES (?, ?, 0, ?, ?, ?, ?, 1, 0, 0)
                    """,
                    [
                        key, .text(id), SQLValue(1000 * place), id == "d" ? .null : SQLValue(500 - 100 * place),
                        id == "b" ? "ERROR" : "OK", id == "a" ? "request-1" : .null,
                    ])
            }
            try Self.addNames(connection)
            try Self.addSpans(connection)
            try Self.addAssessments(connection)
        }
        return store
    }

    private static func addNames(_ connection: any SQLConnection) throws {
        for (table, key, name, value) in [
            ("trace_tag", 1, "mlflow.traceName", "first"), ("trace_tag", 2, "mlflow.traceName", "Second"), ("trace_tag", 1, "t", "x"),
            ("trace_tag", 1, "name", "other"), ("trace_metadata", 1, "mlflow.sourceRun", "r1"), ("trace_metadata", 2, "m.k", "v"),
        ] {
            try connection.execute(
                "INSERT INTO \(table) (trace_key, name, value) VALUES (?, ?, ?)", [SQLValue(key), .text(name), .text(value)])
        }
        try connection.execute("INSERT INTO trace_run (trace_id, run_id) SELECT id, 'r1' FROM trace WHERE key = 3")
        try connection.execute("INSERT INTO trace_prompt (trace_key, name, version) VALUES (2, 'greeting', '2')")
    }

    private static func addSpans(_ connection: any SQLConnection) throws {
        let spans = [
            (1, "s1", "root", "CHAIN", "OK", #"{"attributes":{"model":"gpt-4","n":7,"deep.key":"äöü","flag":true}}"#),
            (1, "s2", "call", "LLM", "ERROR", #"{"attributes":{"model":"claude","q\"uote":"x"}}"#),
            (2, "s1", "call", "LLM", "OK", #"{"attributes":{}}"#),
        ]
        for (key, id, name, type, status, content) in spans {
            try connection.execute(
                "INSERT INTO span (trace_key, id, name, kind, status, start_time, content) VALUES (?, ?, ?, ?, ?, 0, ?)",
                [SQLValue(key), .text(id), .text(name), .text(type), .text(status), .text(content)])
        }
    }

    private static func addAssessments(_ connection: any SQLConnection) throws {
        let rows: [(trace: Int, name: String, role: String, kind: Int, number: SQLValue, content: SQLValue, valid: Int)] = [
            (1, "score", "feedback", 2, .real(0.8), .null, 1), (2, "score", "feedback", 2, .real(5), .null, 1),
            (1, "good", "feedback", 3, .real(1), .null, 1), (2, "good", "feedback", 4, .null, "yes", 1),
            (3, "good", "feedback", 4, .null, "Yes", 0), (3, "good", "expectation", 4, .null, "wanted", 1),
            (4, "ISSUE-1", "issue", 4, .null, "", 1), (4, "score", "feedback", 1, .null, "it failed", 1),
        ]
        for (place, row) in rows.enumerated() {
            let measure = SQLValue(place + 1)
            try connection.execute(
                "INSERT INTO measure (key, name, source_kind, source_id, source_version) VALUES (?, ?, 'human', ?, '')",
                [measure, .text(row.name), .text("who \(place)")])
            try connection.execute(
                """
                INSERT INTO assessment (target_key, sample_index, epoch, measure_key, revision, kind, number, content, created_time, valid, \
                role) VALUES (?, -1, 0, ?, 0, ?, ?, ?, 0, ?, ?)
                """,
                [SQLValue(row.trace), measure, SQLValue(row.kind), row.number, row.content, SQLValue(row.valid), .text(row.role)])
        }
    }

    private func traces(_ store: TrackingStore, _ filter: String, _ order: [String] = ["request_id"]) async throws -> String {
        try await store.readSearch { connection in
            let query = try TraceSearchTerms.condition(filter: filter, orderBy: order, dialect: connection.dialect)
                .statement(selecting: "trace.id", from: "trace", limit: 100, offset: 0)
            return try connection.all(query.sql, query.arguments) { try $0.text() }.joined()
        }
    }

    private static let filters: [(String, String)] = [
        ("", "abcd"), ("timestamp > 1000", "cd"), ("timestamp_ms >= 1000 AND trace.timestamp < 2000.5", "bc"),
        ("attributes.timestamp = 0", "a"),
        ("execution_time < 500", "bc"), ("execution_time_ms = 500", "a"), ("end_time > 1400", "cd"), ("end_time_ms = 500", "a"),
        ("execution_time > '400'", "a"), ("status = 'OK'", "acd"), ("trace.status != 'OK'", "b"), ("status IN ('ERROR', 'x')", "b"),
        ("request_id NOT IN ('a', 'b')", "cd"), ("client_request_id = 'request-1'", "a"), ("client_request_id RLIKE '^req.*[0-9]$'", "a"),
        ("request_id rlike '[ab]'", "ab"),
        ("name = 'first'", "a"), ("trace.name LIKE 'S%'", "b"), ("name IN ('first', 'Second')", "ab"), ("name NOT IN ('first')", "b"),
        ("name ILIKE 's%'", "b"), ("name RLIKE 'ir|co'", "ab"), ("name IS NULL", "cd"), ("tags.name = 'other'", "a"),
        ("tag.`mlflow.traceName` = 'first'", "a"), ("tags.t = 'x'", "a"), ("tags.t IS NULL", "bcd"), ("tags.t RLIKE 'x'", "a"),
        ("metadata.`m.k` = 'v'", "b"), ("request_metadata.m.k LIKE 'v'", "b"), ("metadata.m.k IS NOT NULL", "b"),
        ("run_id = 'r1'", "ac"), ("attribute.run_id != 'r2'", "a"), ("run_id IN ('r1')", "a"), ("run_id = 'r2'", ""),
        ("prompt = 'greeting/2'", "b"), ("prompt = 'greeting/1'", ""),
        ("span.name = 'call'", "ab"), ("span.name = 'call' AND span.status = 'ERROR'", "a"),
        ("span.name = 'root' AND span.type = 'LLM'", ""),
        ("span.type IN ('CHAIN', 'TOOL')", "a"), ("span.type NOT IN ('LLM')", "a"), ("span.name RLIKE '^r'", "a"),
        ("span.status != 'OK'", "a"),
        ("span.attributes.model = 'gpt-4'", "a"), ("span.attributes.model LIKE '%pt%'", "a"), ("span.attributes.deep.key ILIKE 'ÄÖ%'", "a"),
        ("span.attributes.n = '7'", "a"), ("span.attributes.flag = 'true'", "a"), ("span.attributes.`q\"uote` = 'x'", "a"),
        ("span.attributes.model IN ('claude') AND span.name = 'call'", "a"), ("span.attributes.model = 'gpt-4' AND span.name = 'call'", ""),
        ("span.attributes.none != 'x'", ""), ("span.content LIKE '%claude%'", "a"), ("trace.text ILIKE '%CLAUDE%'", "a"),
        ("text LIKE '%call%'", "ab"),
        ("feedback.score > 0.5", "ab"), ("feedback.score >= 5", "b"), ("feedback.score = '5'", "b"), ("feedback.good = 'true'", "a"),
        ("feedback.good = 'yes'", "b"), ("feedback.good != 'yes'", "a"), ("feedback.good ILIKE 'Y%'", "b"),
        ("feedback.good LIKE 't%'", "a"),
        ("feedback.good IS NULL", "cd"), ("feedback.good IS NOT NULL", "ab"), ("expectation.good = 'wanted'", "c"),
        ("expectation.good RLIKE 'w.n'", "c"),
        ("feedback.score IS NOT NULL", "abd"), ("issue.id = 'ISSUE-1'", "d"), ("feedback.none != 'x'", ""),
    ]

    @Test(arguments: StoreKind.all) func `each operator finds what it should`(kind: StoreKind) async throws {
        let store = try await filled(kind)
        for (filter, expected) in Self.filters { #expect(try await traces(store, filter) == expected, "\(filter)") }
        for (order, expected) in [
            ([], "dcba"), (["timestamp"], "abcd"), (["execution_time"], "cbad"), (["execution_time_ms DESC"], "abcd"),
            (["end_time DESC"], "dcba"),
            (["status", "request_id DESC"], "bdca"), (["name"], "badc"), (["name DESC"], "abdc"), (["tags.t", "timestamp ASC"], "abcd"),
            (["run_id"], "adcb"), (["metadata.`m.k`"], "bdca"), (["experiment_id", "request_id"], "abcd"),
        ] as [([String], String)] { #expect(try await traces(store, "", order) == expected, "\(order)") }
    }

    @Test(arguments: [
        ("metrics.a > 1", "Invalid entity type 'metrics'. Valid values are {"), ("foo = 'x'", "Invalid attribute key 'foo'"),
        ("experiment_id = '1'", "Invalid attribute key"), ("status > 'x'", "Invalid comparator '>'"),
        ("status IS NULL", "Invalid comparator 'IS NULL'"),
        ("status = 5", "attributes support comparison with numeric values"), ("execution_time IN ('5')", "supports comparison with a list"),
        ("timestamp LIKE 5", "Invalid comparator 'LIKE'"), ("timestamp > 'x'", "Invalid value for numeric attribute"),
        ("tags.a = 1", "Expected a quoted string value for tag"), ("tags.a IN ('x')", "Expected a quoted string value for tag"),
        ("metadata.a > 'x'", "Invalid comparator '>'"), ("metadata.a IN ('x')", "Expected a quoted string value for request_metadata"),
        ("prompt != 'a/1'", "Invalid comparator '!=' for prompts filter."), ("prompt = 'a'", "Invalid prompts filter value 'a'"),
        ("prompt = 'a/b/c'", "Invalid prompts filter value"), ("prompt IN ('a')", "supports comparison with a list"),
        ("span.foo = 'x'", "Invalid span attribute 'foo'. Supported attributes: name, status, type, attributes.<attribute_name>."),
        ("span.name > 'x'", "span.name comparator '>' not one of"), ("span.content = 'x'", "span.content comparator '=' not one of"),
        ("text = 'x'", "span.content comparator '=' not one of"), ("span.attributes. = 'x'", "Span attribute name cannot be empty"),
        ("span.name IS NULL", "span.name comparator 'IS NULL'"), ("span.name = 5", "Expected a quoted string value for span"),
        ("feedback.a = 5", "Expected a quoted string value for feedback"),
        ("feedback.a > '5'", "Expected a numeric value for feedback when using comparator '>'"),
        ("feedback.a IN ('x')", "Expected a quoted string value for feedback"), ("issue.id != 'x'", "issue.id comparator '!='"),
        ("issue.foo = 'x'", "Invalid issue attribute 'foo'. Supported attributes: id"), ("name RLIKE '('", "Invalid regular expression"),
        ("timestamp > 5 OR status = 'x'", "Invalid clause(s) in filter string: 'OR'"),
        ("feedback.a = true", "Invalid clause(s) in filter string"),
    ])
    func `each wrong filter is refused with its text`(_ filter: String, _ expected: String) {
        for dialect in [SQLDialect.sqlite, .postgreSQL] {
            let error = #expect(throws: SearchError.self) { try TraceSearchTerms.condition(filter: filter, orderBy: [], dialect: dialect) }
            #expect(error?.message.contains(expected) == true, "\(String(describing: error))")
        }
    }

    @Test func `wrong orders are refused`() {
        for order in [
            ["client_request_id"], ["foo"], ["span.name"], ["feedback.a"], ["timestamp", "timestamp_ms"],
            ["name", "tags.`mlflow.traceName`"],
        ] {
            #expect(throws: SearchError.self) { try TraceSearchTerms.condition(filter: "", orderBy: order, dialect: .sqlite) }
        }
    }
}
