import Testing
import TouchstoneJSON

@testable import Tracking

@Suite struct ExperimentSearchTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func filled(_ kind: StoreKind) async throws -> TrackingStore {
        let store = try await folder.open(kind)
        for (place, name) in ["one", "Two", "three"].enumerated() {
            _ = try await store.createExperiment(
                named: name, tags: name == "one" ? ["k": "v", "a b": "W"] : [:], at: .fixed(Int64(1 + min(place, 1)) * 1_000_000_000_000))
        }
        let gone = try await store.createExperiment(named: "gone", at: .fixed(1))
        try await store.setStage(.deleted, ofExperiment: gone.id)
        return store
    }

    private func names(
        _ store: TrackingStore, _ filter: String, _ order: [String] = [], _ view: LifecycleView = .active
    ) async throws -> [String] {
        try await store.searchExperiments(filter: filter, view: view, orderBy: order).items.map(\.experiment.name)
    }

    private static let filters: [(String, [String])] = [
        ("name = 'one'", ["one"]), ("name != 'one'", ["Two", "three", "Default"]), ("name LIKE 't%'", ["three"]),
        ("attribute.name ILIKE 'T%'", ["Two", "three"]), ("`name` = 'one'", ["one"]), ("tags.k = 'v'", ["one"]),
        ("tag.`a b` ILIKE 'w'", ["one"]),
        ("tags.k IS NULL", ["Two", "three", "Default"]), ("tags.k IS NOT NULL", ["one"]), ("tags.k != 'v'", []),
        ("experiment_id = '1'", ["one"]), ("experiment_id != '1'", ["Two", "three", "Default"]),
        ("experiment_id IN ('1', '3')", ["three", "one"]),
        ("experiment_id NOT IN ('1', '0')", ["Two", "three"]), ("creation_time > 3000000000000", ["Two", "three"]),
        ("last_update_time <= 2700000000000 AND name LIKE 'o%'", ["one"]), ("name = 'gone'", []),
    ]

    @Test(arguments: StoreKind.all) func `each operator finds what it should`(kind: StoreKind) async throws {
        let store = try await filled(kind)
        for (filter, expected) in Self.filters {
            #expect(try await names(store, filter) == expected, "\(filter)")
        }
    }

    @Test(arguments: StoreKind.all) func `orders and views`(kind: StoreKind) async throws {
        let store = try await filled(kind)
        #expect(try await names(store, "") == ["Two", "three", "one", "Default"])
        #expect(try await names(store, "", ["creation_time DESC"]) == ["three", "Two", "one", "Default"])
        #expect(try await names(store, "", ["name"]) == ["Default", "Two", "one", "three"])
        #expect(try await names(store, "", ["experiment_id DESC"]) == ["three", "Two", "one", "Default"])
        #expect(try await names(store, "", ["name", "name DESC", "name"]) == ["Default", "Two", "one", "three"])
        #expect(try await names(store, "", ["name"], .deleted) == ["gone"])
        #expect(try await names(store, "", ["name"], .all) == ["Default", "Two", "gone", "one", "three"])
        let found = try await store.searchExperiments(filter: "name = 'one'").items.first
        #expect(found?.tags == [NamedText("a b", "W"), NamedText("k", "v")])
    }

    @Test(arguments: StoreKind.all) func `pages follow each other`(kind: StoreKind) async throws {
        let store = try await filled(kind)
        let first = try await store.searchExperiments(maxResults: 3)
        #expect(first.items.count == 3)
        let last = try await store.searchExperiments(maxResults: 3, pageToken: first.nextToken)
        #expect(last.items.map(\.experiment.name) == ["Default"])
        #expect(last.nextToken == nil)
    }

    private static let wrongFilters: [(String, String)] = [
        ("foo = 'a'", "Invalid attribute key 'foo' specified. Valid keys are '{'creation_time'"),
        ("attr.name = 'a'", "Invalid entity type 'attr'. Valid entity types are ('attribute', 'tag', 'tags')"),
        ("metrics.a > 1", "Invalid entity type 'metrics'"), ("name = 5", "Expected a quoted string value for attributes. Got value 5"),
        ("name > 'a'", "Invalid comparator '>'"), ("name IN ('a')", "Only ['experiment_id'] attributes support"),
        ("name IS NULL", "IS NULL / IS NOT NULL is only supported for tags"), ("tags.a > 'x'", "Invalid comparator '>'"),
        ("tags.a = 1", "Expected a quoted string value for tag"), ("experiment_id = 1", "Expected a quoted string value for attributes"),
        ("experiment_id = 'x'", "Invalid experiment ID 'x'. Experiment ID must be a valid integer."),
        ("experiment_id LIKE '1'", "Invalid comparator for experiment_id: LIKE"),
        ("experiment_id = ('1')", "Invalid comparator for experiment_id"),
        ("creation_time > '5'", "Expected numeric value type for numeric attribute: creation_time"),
        ("creation_time > 5.5", "Invalid value for numeric attribute 'creation_time': '5.5'"),
        ("creation_time LIKE 5", "Invalid comparator for numeric attribute: LIKE"),
        ("name = 'a' OR name = 'b'", "Invalid clause(s) in filter string: 'OR'"),
    ]

    @Test(arguments: StoreKind.all) func `each wrong filter is refused with its text`(kind: StoreKind) async throws {
        let store = try await filled(kind)
        for (filter, expected) in Self.wrongFilters {
            let error = await #expect(throws: SearchError.self) { try await store.searchExperiments(filter: filter) }
            #expect(error?.message.contains(expected) == true, "\(String(describing: error))")
        }
    }

    @Test(arguments: StoreKind.all) func `wrong orders are refused`(kind: StoreKind) async throws {
        let store = try await filled(kind)
        for order in ["tags.x", "foo", "metrics.a", "name dsc", "name, experiment_id", ""] {
            await #expect(throws: SearchError.self) { try await store.searchExperiments(orderBy: [order]) }
        }
        await #expect(throws: SearchError.self) { try await store.searchExperiments(maxResults: 0) }
    }

    @Test(
        arguments: StoreKind.all,
        [[], ["creation_time ASC"], ["name"], ["last_update_time DESC", "name DESC"], ["experiment_id ASC"]])
    func `pages behind their last experiments are the whole list, whatever comes meanwhile`(
        kind: StoreKind, order: [String]
    ) async throws {
        let store = try await folder.open(kind)
        for number in 0..<23 {
            _ = try await store.createExperiment(named: "e\(number * 7 % 23)", at: .fixed(Int64(number / 4)))
        }
        let all = try await store.searchExperiments(orderBy: order).items.map(\.experiment.id)
        var paged: [ExperimentID] = []
        var last: ExperimentID?
        repeat {
            let page = try await store.searchExperiments(maxResults: 5, orderBy: order, after: last)
            paged += page.items.map(\.experiment.id)
            last = page.nextToken == nil ? nil : page.items.last?.experiment.id
            if order == [], paged.count == 10 { _ = try await store.createExperiment(named: "newest", at: .fixed(1_000)) }
        } while last != nil
        #expect(all.count == 24 && paged == all)
        await #expect(throws: SearchError.self) { try await store.searchExperiments(after: ExperimentID(rawValue: 4_711)) }
        try store.close()
    }

    @Test func `a later page does not read those before it`() async throws {
        let store = try await folder.open()
        let experiment = try await store.createExperiment(named: "one").id
        let run = try await store.create(Run(name: "a", experiment: experiment))
        let plans = try await store.read { connection in
            let behind = try ExperimentSearchTerms.behind(experiment, [], connection)
            let list = try ExperimentSearchTerms.condition(filter: "", orderBy: [], dialect: connection.dialect)
                .statement(selecting: "experiment.id", from: "experiment", where: behind, limit: 10, offset: 0)
            let runs = try RunSearchQuery(
                experiments: [experiment], filter: "", view: .active, orderBy: [], limit: 10, offset: 0, dialect: connection.dialect
            ).following(run.id, connection).plain
            return try [list, runs].map { statement in
                try connection.all("EXPLAIN QUERY PLAN " + statement.sql, statement.arguments) { row in
                    _ = (try row.int64(), try row.int64(), try row.int64())
                    return try row.text()
                }
            }
        }
        #expect(plans[0].count == 1 && plans[0][0].contains("experiment_by_age (creation_time<?)"), "\(plans[0])")
        #expect(plans[1].count == 1 && plans[1][0].contains("run_by_search (experiment_id=? AND start_time<?)"), "\(plans[1])")
        try store.close()
    }
}
