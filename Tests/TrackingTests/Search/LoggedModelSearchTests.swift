import Testing

@testable import Tracking

@Suite struct LoggedModelSearchTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The models a to c, each made a second after the one before.
    private func filled(_ kind: StoreKind) async throws -> TrackingStore {
        let store = try await folder.open(kind)
        _ = try await store.create(Run(id: RunID(rawValue: "r"), name: "r"))
        try await store.write { connection in
            let run = try Run.key(of: RunID(rawValue: "r"), connection)
            for (place, id) in ["a", "b", "c"].enumerated() {
                try connection.execute(
                    """
                    INSERT INTO logged_model (key, id, experiment_id, name, model_type, source_run_id, status, artifact_uri, \
                    lifecycle_stage, creation_time, last_update_time) VALUES (?, ?, 0, ?, 'agent', ?, ?, '', 'active', ?, ?)
                    """,
                    [
                        SQLValue(place + 1), .text(id), .text("model-" + id), id == "c" ? "" : "r", id == "a" ? "READY" : "PENDING",
                        SQLValue(1000 * place), SQLValue(5000 - place),
                    ])
            }
            try connection.execute("INSERT INTO logged_model_tag (model_key, name, value) VALUES (1, 't', 'x'), (2, 't', 'Y')")
            try connection.execute("INSERT INTO logged_model_param (model_key, name, value) VALUES (1, 'lr', '0.01')")
            let metrics: [(Int, Double, Int, String)] = [(1, 9, 1, "d1"), (1, 2, 2, "d2"), (2, 5, 1, "d1"), (2, 6, 0, "")]
            for (model, value, time, dataset) in metrics {
                try connection.execute(
                    """
                    INSERT INTO logged_model_metric (model_key, name, recorded_time, step, run_key, value, is_nan, dataset_name, \
                    dataset_digest) VALUES (?, 'm', ?, 0, ?, ?, 0, ?, 'z')
                    """, [SQLValue(model), SQLValue(time), run, .real(value), .text(dataset)])
            }
        }
        return store
    }

    private func models(
        _ store: TrackingStore, _ filter: String, _ order: [LoggedModelOrder] = [LoggedModelOrder(field: "model_id")],
        datasets: [LoggedModelDataset] = []
    ) async throws -> String {
        try await store.readSearch { connection in
            let query = try LoggedModelSearchTerms.condition(
                filter: filter, datasets: datasets, orderBy: order, dialect: connection.dialect
            )
            .statement(selecting: "logged_model.id", from: "logged_model", limit: 100, offset: 0)
            return try connection.all(query.sql, query.arguments) { try $0.text() }.joined()
        }
    }

    @Test(arguments: StoreKind.all) func `each operator and order finds what it should`(kind: StoreKind) async throws {
        let store = try await filled(kind)
        for (filter, expected) in [
            ("", "abc"), ("name = 'model-a'", "a"), ("attributes.name != 'model-a'", "bc"), ("name LIKE 'model-%'", "abc"),
            ("name ILIKE 'MODEL-B'", "b"),
            ("model_id IN ('a', 'c')", "ac"), ("model_id not in ('a')", "bc"), ("model_type = 'agent'", "abc"), ("status = 'READY'", "a"),
            ("status = 'LOGGED_MODEL_PENDING'", "bc"), ("source_run_id = 'r'", "ab"), ("creation_timestamp > 0", "bc"),
            ("creation_time = 1000.0", "b"),
            ("last_updated_timestamp < 5000", "bc"), ("metrics.m > 8", "a"), ("metrics.m < 6", "ab"), ("metrics.none > 0", ""),
            ("params.lr = 0.01", "a"),
            ("params.`lr` = '0.01'", "a"), ("tags.t = 'x'", "a"), ("tags.t IN ('x', 'Y')", "ab"), ("tags.t ilike 'y'", "b"),
            ("tags.t != 'x'", "b"),
        ] { #expect(try await models(store, filter) == expected, "\(filter)") }
        #expect(try await models(store, "", []) == "cba")
        #expect(try await models(store, "", [LoggedModelOrder(field: "metrics.m")]) == "abc")
        #expect(try await models(store, "", [LoggedModelOrder(field: "metrics.m", isAscending: false)]) == "bac")
        #expect(try await models(store, "", [LoggedModelOrder(field: "metrics.m", isAscending: false, datasetName: "d1")]) == "abc")
        #expect(
            try await models(store, "", [LoggedModelOrder(field: "status"), LoggedModelOrder(field: "name", isAscending: false)]) == "cba")
        #expect(try await models(store, "", datasets: [LoggedModelDataset(name: "d1")]) == "ab")
        #expect(
            try await models(store, "", datasets: [LoggedModelDataset(name: "d2", digest: "z"), LoggedModelDataset(name: "none")]) == "a")
        #expect(try await models(store, "metrics.m > 5", datasets: [LoggedModelDataset(name: "d1")]) == "a")
        #expect(try await models(store, "", datasets: [LoggedModelDataset(name: "d2", digest: "other")]) == "")
    }

    @Test(arguments: [
        ("name > 'a'", "Invalid comparison operator for attributes.name: '>'. Expected one of ("),
        ("metrics.a LIKE 1", "Invalid comparison operator for metrics.a: 'LIKE'"),
        ("tags.t > 'x'", "Invalid comparison operator for tags.t"), ("name IS NULL", "Invalid comparison operator"),
        ("metrics.a = 'x'", "Expected a numeric value"),
        ("tag.a = 'x'", "Invalid entity type: 'tag'. Expected one of ['attributes', 'metrics', 'params', 'tags']."),
        ("foo = 'x'", "Invalid attribute key 'foo'"),
        ("name = 'a' OR name = 'b'", "Expected a list of comparisons separated by 'AND'"), ("name", "Invalid filter string: 'name'."),
        ("name = 'a'; name = 'b'", "Invalid filter string"), ("name = a", "not quoted"), ("name IN ()", "empty list"),
    ])
    func `each wrong filter is refused with its text`(_ filter: String, _ expected: String) {
        let error = #expect(throws: SearchError.self) {
            try LoggedModelSearchTerms.condition(filter: filter, orderBy: [], dialect: .sqlite)
        }
        #expect(error?.message.contains(expected) == true, "\(String(describing: error))")
    }

    @Test func `wrong orders are refused`() {
        for (order, expected) in [
            (LoggedModelOrder(field: "params.a"), "only `metrics.<name>` is allowed"),
            (LoggedModelOrder(field: "foo"), "Invalid order by field name: foo."),
            (LoggedModelOrder(field: "metrics.m", datasetDigest: "z"), "`dataset_digest` can only be specified if `dataset_name`"),
        ] {
            let error = #expect(throws: SearchError.self) {
                try LoggedModelSearchTerms.condition(filter: "", orderBy: [order], dialect: .sqlite)
            }
            #expect(error?.message.contains(expected) == true)
        }
    }

    @Test func `a page token belongs to its search`() throws {
        let search = LoggedModelToken(experiments: ["1"], filter: "name = 'a'", order: [LoggedModelOrder(field: "name", datasetName: "d")])
        var next = search
        next.offset = 7
        #expect(try search.offset(next.text) == 7)
        #expect(try search.offset(nil) == 0)
        for other in [
            LoggedModelToken(experiments: ["2"], filter: search.filter, order: search.order),
            LoggedModelToken(experiments: ["1"], filter: "", order: search.order),
            LoggedModelToken(experiments: ["1"], filter: search.filter, order: []),
        ] { #expect(throws: SearchError.self) { try other.offset(next.text) } }
        for wrong in ["x", "YQ==", "e30=", OffsetToken.text(5), "W10="] {
            let error = #expect(throws: SearchError.self) { try search.offset(wrong) }
            #expect(error?.message.contains("page token") == true)
        }
    }
}
