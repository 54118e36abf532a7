import Testing

@testable import Tracking

@Suite struct RegistrySearchTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Models a, B and c, of which a has two versions and a deleted one, and the prompts p (by its mark) and q (by its tag).
    private func filled(_ kind: StoreKind) async throws -> TrackingStore {
        let store = try await folder.open(kind)
        try await store.write { connection in
            for (place, name) in ["a", "B", "c", "p", "q"].enumerated() {
                try connection.execute(
                    "INSERT INTO registered_model (name, is_prompt, creation_time, last_update_time) VALUES (?, ?, ?, ?)",
                    [.text(name), SQLValue(name == "p"), 0, SQLValue(100 - place)])
            }
            for (model, tag, value) in [("a", "t", "x"), ("B", "t", "Y"), ("q", "mlflow.prompt.is_prompt", "true"), ("q", "t", "x")] {
                try connection.execute(
                    "INSERT INTO registered_model_tag (model_name, name, value) VALUES (?, ?, ?)", [.text(model), .text(tag), .text(value)])
            }
            for (model, version, run, isDeleted) in [
                ("a", 1, "r1", 0), ("a", 2, "r2", 0), ("a", 3, "r1", 1), ("B", 1, "r2", 0), ("p", 1, "r1", 0),
            ] {
                try connection.execute(
                    """
                    INSERT INTO model_version (model_name, version, source, run_id, status, stage, is_deleted, creation_time, \
                    last_update_time) VALUES (?, ?, ?, ?, 'READY', 'None', ?, 0, ?)
                    """,
                    [
                        .text(model), SQLValue(version), .text("s3://\(model)/\(version)"), .text(run), SQLValue(isDeleted),
                        SQLValue(version),
                    ])
            }
            try connection.execute("INSERT INTO model_version_tag (model_name, version, name, value) VALUES ('a', 2, 'k', 'v')")
        }
        return store
    }

    private func models(_ store: TrackingStore, _ filter: String, _ order: [String] = []) async throws -> String {
        try await store.readSearch { connection in
            let query = try RegisteredModelSearchTerms.condition(filter: filter, orderBy: order, dialect: connection.dialect)
                .statement(selecting: "registered_model.name", from: "registered_model", limit: 100, offset: 0)
            return try connection.all(query.sql, query.arguments) { try $0.text() }.joined()
        }
    }

    private func versions(_ store: TrackingStore, _ filter: String, _ order: [String] = []) async throws -> String {
        try await store.readSearch { connection in
            let query = try ModelVersionSearchTerms.condition(filter: filter, orderBy: order, dialect: connection.dialect)
                .statement(
                    selecting: "model_version.model_name, model_version.version", from: "model_version", limit: 100, offset: 0)
            return try connection.all(query.sql, query.arguments) { try $0.text() + String(try $0.int()) }.joined(separator: " ")
        }
    }

    @Test(arguments: StoreKind.all) func `registered models by name and tag, prompts apart`(kind: StoreKind) async throws {
        let store = try await filled(kind)
        for (filter, expected) in [
            ("", "Bac"), ("name = 'a'", "a"), ("name != 'a'", "Bc"), ("name LIKE 'b'", ""), ("name ILIKE 'b'", "B"),
            ("name in ('a', 'c', 'p')", "ac"),
            ("name NOT IN ('a')", "Bc"), ("tags.t = 'x'", "a"), ("tag.`t` ilike 'y'", "B"), ("tags.t != 'x'", "B"),
            ("tags.`mlflow.prompt.is_prompt` = 'true'", "pq"), ("name = 'a' AND tag.`mlflow.prompt.is_prompt` != 'true'", "a"),
            ("tags.`mlflow.prompt.is_prompt` != 'false'", "pq"), ("tags.`mlflow.prompt.is_prompt` = 'false'", "Bac"),
            ("tags.mlflow.prompt.is_prompt = 'true' AND tags.t = 'x'", "q"), ("attribute.name = 'p'", ""),
        ] { #expect(try await models(store, filter) == expected, "\(filter)") }
        for (order, expected) in [("name DESC", "caB"), ("timestamp", "cBa"), ("last_updated_timestamp DESC", "aBc")] {
            #expect(try await models(store, "", [order]) == expected)
        }
    }

    @Test(arguments: StoreKind.all) func `versions by name, run, source, number and tag`(kind: StoreKind) async throws {
        let store = try await filled(kind)
        for (filter, expected) in [
            ("", "a2 B1 a1"), ("name = 'a'", "a2 a1"), ("run_id = 'r1'", "a1"), ("run_id IN ('r1', 'r2') AND name != 'B'", "a2 a1"),
            ("run_id NOT IN ('r1')", "a2 B1"), ("source_path LIKE 's3://a/%'", "a2 a1"), ("version_number = 1", "B1 a1"),
            ("version_number > '1'", "a2"), ("tags.k = 'v'", "a2"), ("tags.`mlflow.prompt.is_prompt` = 'true'", "p1"),
            ("name IN ('p')", ""),
        ] { #expect(try await versions(store, filter) == expected, "\(filter)") }
        try await store.write { connection in
            for (version, run) in [(4, SQLValue.null), (5, SQLValue.text(""))] {
                try connection.execute(
                    """
                    INSERT INTO model_version (model_name, version, source, run_id, status, stage, is_deleted, creation_time, \
                    last_update_time) VALUES ('c', ?, 's3://c', ?, 'READY', 'None', 0, 0, 0)
                    """, [SQLValue(version), run])
            }
        }
        for (filter, expected) in [
            ("run_id != 'r1'", "a2 B1 c5 c4"), ("run_id NOT IN ('r1')", "a2 B1 c5 c4"), ("run_id = ''", "c5 c4"),
            ("run_id != ''", "a2 B1 a1"), ("run_id IN ('r1', '')", "a1 c5 c4"), ("run_id NOT IN ('r1', '')", "a2 B1"),
            ("run_id LIKE '%'", "a2 B1 a1 c5 c4"),
            ("run_id = 'r1'", "a1"), ("run_id IN ('r1')", "a1"),
        ] { #expect(try await versions(store, filter) == expected, "\(filter)") }
        _ = try await store.write { connection in try connection.execute("DELETE FROM model_version WHERE model_name = 'c'") }
        #expect(try await versions(store, "", ["version_number ASC"]) == "B1 a1 a2")
        #expect(try await versions(store, "", ["name DESC"]) == "a2 a1 B1")
        #expect(try await versions(store, "", ["creation_timestamp", "last_updated_timestamp"]) == "B1 a1 a2")
    }

    @Test(arguments: [
        ("name > 'a'", "Invalid comparator for attribute: >"),
        ("name = 5", "Expected a quoted string value or a list of quoted string values"),
        ("foo = 'a'", "Invalid attribute key 'foo' specified. Valid keys are '{'name'}'"),
        ("run_id = 'x'", "Invalid attribute key 'run_id'"),
        ("metrics.a > 1", "Invalid entity type 'metrics'. Valid entity types are ('attribute', 'tag', 'tags')"),
        ("attributes.name = 'a'", "Invalid entity type 'attributes'"), ("tags.t > 'x'", "Invalid comparator for tag: >"),
        ("tags.t IS NULL", "Invalid comparator for tag: IS NULL"), ("name IS NULL", "Invalid comparator for attribute: IS NULL"),
        ("tags.t = 1", "Expected a quoted string value for tag"), ("name = 'a' OR name = 'b'", "Invalid clause(s) in filter string: 'OR'"),
        ("name IN ()", "got empty list"), ("tags.`mlflow.prompt.is_prompt` > 'true'", "Invalid comparator for tag: >"),
    ])
    func `wrong filters of registered models are refused`(_ filter: String, _ expected: String) {
        let error = #expect(throws: SearchError.self) {
            try RegisteredModelSearchTerms.condition(filter: filter, orderBy: [], dialect: .sqlite)
        }
        #expect(error?.message.contains(expected) == true, "\(String(describing: error))")
    }

    @Test(arguments: [
        ("version_number > 1.5", "Invalid value for numeric attribute 'version_number': '1.5'"),
        ("version_number = 'x'", "Invalid value for numeric"),
        ("version_number LIKE 1", "Invalid comparator for numeric attribute: LIKE"),
        ("version_number IN ('1')", "Only ['name', 'run_id'] attributes"),
        ("source_path IN ('a')", "Only ['name', 'run_id'] attributes"), ("name = 5", "attributes support comparison with numeric values"),
        ("stage = 'x'", "Invalid attribute key 'stage'"), ("run_id > 'x'", "Invalid comparator for attribute: >"),
    ])
    func `wrong filters of versions are refused`(_ filter: String, _ expected: String) {
        let error = #expect(throws: SearchError.self) {
            try ModelVersionSearchTerms.condition(filter: filter, orderBy: [], dialect: .sqlite)
        }
        #expect(error?.message.contains(expected) == true, "\(String(describing: error))")
    }

    @Test func `wrong orders are refused`() {
        for order in ["creation_timestamp", "foo", "tags.x", "name,", "name dsc", "attribute.name"] {
            #expect(throws: SearchError.self) { try RegisteredModelSearchTerms.condition(filter: "", orderBy: [order], dialect: .sqlite) }
        }
        for order in ["run_id", "foo", "tags.x", "name,", "name dsc", "timestamp"] {
            #expect(throws: SearchError.self) { try ModelVersionSearchTerms.condition(filter: "", orderBy: [order], dialect: .sqlite) }
        }
        let twice = ["timestamp", "last_updated_timestamp"]
        #expect(throws: SearchError.self) { try RegisteredModelSearchTerms.condition(filter: "", orderBy: twice, dialect: .sqlite) }
    }
}
