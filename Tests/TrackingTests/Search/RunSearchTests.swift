import Testing
import TouchstoneJSON

@testable import Tracking

/// Runs to search among, by their names: each test names those that it expects.
struct SearchedRuns {
    let store: TrackingStore
    let experiment: ExperimentID

    /// Makes the runs a to e in one experiment, each a second after the one before; f is deleted; g is in another experiment.
    init(_ folder: TemporaryFolder, _ kind: StoreKind) async throws {
        store = try await folder.open(kind)
        experiment = try await store.createExperiment(named: "searched", at: .fixed()).id
        let other = try await store.createExperiment(named: "other", at: .fixed()).id
        let rows: [(name: String, metrics: [String: Double], params: ByName<String>, tags: ByName<String>)] = [
            ("a", ["m": 1, "x y": 5], ["p": "one", "only": "a"], ["t": "Alpha", "u": "100%_\\*?["]),
            ("b", ["m": 2], ["p": "two"], ["t": "alpha", "u": "1000"]),
            ("c", ["m": .nan], ["p": "One"], ["t": "ÄPFEL"]),
            ("d", [:], ["p": "it's"], [:]),
            ("e", ["m": .infinity], [:], ["t": "be\nta"]),
            ("f", ["m": 1], ["p": "one"], ["t": "Alpha"]),
            ("g", ["m": 1], ["p": "one"], ["t": "Alpha"]),
        ]
        for (place, row) in rows.enumerated() {
            let name = row.name
            var run = Run(
                id: RunID(rawValue: String(repeating: name, count: 32)), name: name, experiment: name == "g" ? other : experiment,
                user: name == "a" ? "ada" : "bob", startTime: .fixed(Int64(place) * 1000))
            run = try await store.create(run, params: row.params, tags: row.tags)
            try await store.log(row.metrics.map { Metric($0.key, $0.value, time: .fixed()) }, to: run.id)
            if name == "a" || name == "b" { try await store.finish(run.id, .finished, at: .fixed(Int64(place) * 1000 + 500)) }
            if name == "f" { try await store.setStage(.deleted, of: run.id) }
        }
    }

    func names(
        _ filter: String = "", _ order: [String] = ["attributes.run_id"], view: LifecycleView = .active
    ) async throws -> String {
        let page = try await store.searchRuns(experiments: [experiment], filter: filter, view: view, orderBy: order)
        return page.items.map(\.run.name).joined()
    }

    func message(_ filter: String, _ order: [String] = []) async -> String {
        do {
            return try await "found \(names(filter, order))"
        } catch { return (error as? SearchError)?.message ?? "\(error)" }
    }
}

@Suite struct RunSearchTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let filters: [(String, String)] = [
        ("", "abcde"),
        ("metrics.m = 1", "a"), ("metrics.m != 1", "bce"), ("metrics.m > 1", "be"), ("metric.m >= 1", "abe"), ("metrics.m < 2", "a"),
        ("metrics.m <= 2 AND metrics.m > 1.5", "b"), ("metrics.`x y` = 5", "a"), ("metrics.\"x y\" = 5e0", "a"), ("metrics.none != 1", ""),
        ("metrics.m > 1e400", ""), ("metrics.m = 1e400", "e"), ("metrics.m != 0", "abce"), ("metrics.m = 0", ""),
        ("params.p = 'one'", "a"), ("param.p != 'one'", "bcd"), ("parameters.p LIKE 'o%'", "a"), ("params.p ilike 'O_E'", "ac"),
        ("params.p = \"it's\"", "d"), ("params.p = 'it''s'", "d"), ("params.only IS NULL", "bcde"), ("params.only IS NOT NULL", "a"),
        ("params.none != 'x'", ""),
        ("tags.t LIKE '%lpha'", "ab"), ("tags.t LIKE 'A%'", "a"), ("tags.t ILIKE 'äpf%'", "c"), ("tags.t LIKE 'be%a'", "e"),
        ("tags.t LIKE '_____'", "abce"), ("tags.t LIKE '%'", "abce"), ("tags.t LIKE ''", ""), ("tags.t LIKE '%l%h%'", "ab"),
        ("tags.t LIKE '%h%l%'", ""), ("tags.t LIKE 'alpha%alpha'", ""), ("tags.u LIKE '100%_%'", "ab"), ("tags.u LIKE '%\\*?['", "a"),
        ("tags.u LIKE '1%0'", "b"), ("tags.t IS NULL", "d"), ("tag.t is not null", "abce"), ("tags.t != 'Alpha'", "bce"),
        ("tags.mlflow.runName = 'a'", "a"), ("tags.`mlflow.runName` = 'a'", "a"),
        ("run_name = 'a'", "a"), ("`run name` LIKE 'a'", "a"), ("attributes.`Run Name` != 'a'", "bcde"),
        ("status = 'FINISHED'", "ab"), ("attr.status != 'FINISHED'", "cde"), ("run.status LIKE 'FIN%'", "ab"),
        ("user_id = 'ada'", "a"), ("artifact_uri ILIKE '%/AAAA%'", "a"),
        ("run_id = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'", "a"), ("run_id LIKE 'b%'", "b"),
        ("run_id IN ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\")", "ab"),
        ("run_id NOT IN ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')", "bcde"), ("attributes.run_id IN ('x',)", ""),
        ("start_time >= 1700000002000", "cde"), ("created < 1700000001000.5", "ab"), ("start_time = 1700000001000.5", ""),
        ("start_time != 1700000001000.5", "abcde"), ("start_time < 99999999999999999999", "abcde"), ("start_time > 1e300", ""),
        ("end_time <= 1700000000500", "a"), ("end_time != 5", "ab"), ("Created = 1700000001000", "b"),
    ]

    @Test(arguments: StoreKind.all) func `each operator finds what it should`(kind: StoreKind) async throws {
        let runs = try await SearchedRuns(folder, kind)
        for (filter, expected) in Self.filters {
            #expect(try await runs.names(filter) == expected, "\(filter)")
        }
    }

    private static let wrongFilters: [(String, String)] = [
        ("metrics.m > 'x'", "Expected numeric value type for metric. Found 'x'"),
        ("metrics.m = metrics.m", "Expected numeric value type for metric. Found metrics.m"),
        ("metrics.m = 1_000", "Expected numeric value type for metric. Found 1_000"),
        ("metrics.m LIKE 'x'", "Expected numeric value type for metric"),
        ("metrics.m LIKE 1", "Invalid comparator 'LIKE' not one of"), ("metrics.m <> 1", "Invalid comparator '<>'"),
        ("metrics.m IS NULL", "IS NULL / IS NOT NULL is only supported for tags and params"),
        ("status IS NOT NULL", "IS NULL / IS NOT NULL is only supported for tags and params"),
        ("params.p = 1", "Expected a quoted string value for parameter (e.g. 'my-value'). Got value 1"),
        ("tags.t = 5", "Expected a quoted string value for tag"), ("tags.t IN ('x')", "Expected a quoted string value for tag"),
        ("params.p = one", "value is either not quoted or unidentified quote types"),
        ("params.p = `one`", "value is either not quoted or unidentified quote types"),
        ("params.p > 'one'", "Invalid comparator '>' not one of"), ("tags.t RLIKE 'x'", "Invalid comparator 'RLIKE'"),
        ("tags.t NOT LIKE 'x'", "Invalid comparator 'NOT LIKE'"),
        ("m.acc >= 0.94", "Invalid entity type 'm'. Valid values are ['metric', 'parameter', 'tag', 'attribute', 'dataset']"),
        ("Metrics.a > 1", "Invalid entity type 'Metrics'"), ("`metrics.A` > 1", "Invalid entity type '`metrics'"),
        ("acc >= 0.94", "Invalid attribute key 'acc' specified. Valid keys are '"),
        ("attribute._status != 'RUNNING'", "Invalid attribute key '_status'"), ("experiment_id = '1'", "Invalid attribute key"),
        ("lifecycle_stage = 'active'", "Invalid attribute key"), ("status = 5", "Expected a quoted string value for attributes"),
        ("status > 'a'", "Invalid comparator '>'"), ("status IN ('a')", "Only ['run_id'] attributes support comparison with a list"),
        ("run_id IN ()", "expected a non-empty list of string values, but got empty list"),
        ("run_id IN (1)", "got different type in list"), ("run_id IN ('a', 1)", "got different type in list"),
        ("run_id IN (a)", "ill-formed list"), ("run_id IN ('a' 'b')", "ill-formed list"), ("run_id IN ('a',,'b')", "ill-formed list"),
        ("run_id = ('a')", "Expected a quoted string value for attributes"),
        ("start_time > '5'", "Expected numeric value type for numeric attribute: start_time. Found '5'"),
        ("start_time LIKE 5", "Invalid comparator 'LIKE'"),
        ("dataset.foo = 'x'", "Invalid dataset key 'foo' specified. Valid keys are '"),
        ("dataset.name = 5", "Expected a quoted string value for dataset attributes"),
        ("dataset.name > 'x'", "Invalid comparator '>'"), ("metrics.a > 1 OR metrics.b > 1", "Invalid clause(s) in filter string: 'OR'"),
    ]

    @Test(arguments: StoreKind.all) func `each wrong filter is refused with its text`(kind: StoreKind) async throws {
        let runs = try await SearchedRuns(folder, kind)
        for (filter, expected) in Self.wrongFilters {
            let message = await runs.message(filter)
            #expect(message.contains(expected), "\(message)")
        }
    }

    private static let orders: [([String], String)] = [
        ([], "edcba"), (["start_time"], "abcde"), (["created ASC"], "abcde"), (["attribute.start_time DESC"], "edcba"),
        (["metrics.m"], "abecd"), (["metrics.m DESC"], "ebacd"), (["metrics.m ASC", "start_time ASC"], "abecd"),
        (["metrics.none", "run_id"], "abcde"), (["params.p"], "cdabe"), (["params.p DESC"], "badce"), (["tags.t DESC"], "cebad"),
        (["end_time"], "abedc"), (["end_time DESC"], "baedc"), (["status", "run_name DESC"], "baedc"),
        (["user_id DESC", "run_id DESC"], "edcba"),
        (["metrics.`x y`", "metrics.m DESC"], "aebcd"),
    ]

    @Test(arguments: StoreKind.all) func `orders put missing values last, and what is no number before them`(kind: StoreKind) async throws {
        let runs = try await SearchedRuns(folder, kind)
        for (order, expected) in Self.orders {
            #expect(try await runs.names("", order) == expected, "\(order)")
        }
    }

    private static let wrongOrders: [(String, String)] = [
        ("m.acc", "Invalid entity type 'm'"), ("acc", "Invalid attribute key 'acc'"), ("attribute.experiment_id", "Invalid attribute key"),
        ("metrics.A != 1", "Invalid order_by clause"), ("params.my_param ", "Invalid order_by clause"),
        ("attribute.run_id ACS", "Invalid ordering key"), ("dataset.name", "Invalid identifier type 'dataset'"),
        ("run name", "Invalid ordering key"),
    ]

    @Test(arguments: StoreKind.all) func `each wrong order is refused with its text`(kind: StoreKind) async throws {
        let runs = try await SearchedRuns(folder, kind)
        for (order, expected) in Self.wrongOrders {
            let message = await runs.message("", [order])
            #expect(message.contains(expected), "\(message)")
        }
    }

    @Test(arguments: StoreKind.all) func `a key twice in an order is refused under any of its names`(kind: StoreKind) async throws {
        let runs = try await SearchedRuns(folder, kind)
        for order in [["metrics.m", "metrics.m DESC"], ["start_time", "created"], ["tags.a", "tag.`a`"]] {
            #expect(await runs.message("", order).contains("`order_by` contains duplicate fields"))
        }
        #expect(await runs.message("", Array(repeating: "x", count: 21)).contains("at most 20"))
    }

    @Test(arguments: StoreKind.all) func `views and experiments bound a search`(kind: StoreKind) async throws {
        let runs = try await SearchedRuns(folder, kind)
        #expect(try await runs.names(view: .deleted) == "f")
        #expect(try await runs.names(view: .all) == "abcdef")
        let both = try await runs.store.searchRuns(
            experiments: [runs.experiment, ExperimentID(rawValue: 2), ExperimentID(rawValue: 99)], filter: "metrics.m = 1")
        #expect(both.items.map(\.run.name) == ["g", "a"])
        #expect(try await runs.store.searchRuns(experiments: []).items.isEmpty)
        #expect(try await runs.store.searchRuns(experiments: [ExperimentID(rawValue: 99)]).items.isEmpty)
    }

    @Test(arguments: StoreKind.all) func `a run is found with all that belongs to it, in the order of names`(kind: StoreKind) async throws {
        let runs = try await SearchedRuns(folder, kind)
        let page = try await runs.store.searchRuns(experiments: [runs.experiment], filter: "run_name = 'a'")
        let found = try #require(page.items.first)
        #expect(found.metrics.map(\.name) == ["m", "x y"])
        #expect(found.metrics.map(\.value) == [1, 5])
        #expect(found.params == [NamedText("only", "a"), NamedText("p", "one")])
        #expect(found.tags == [NamedText("mlflow.runName", "a"), NamedText("t", "Alpha"), NamedText("u", "100%_\\*?[")])
        #expect(found.run.status == .finished)
        #expect(page.nextToken == nil)
    }

    @Test(arguments: StoreKind.all) func `pages follow each other without gaps or repeats`(kind: StoreKind) async throws {
        let runs = try await SearchedRuns(folder, kind)
        let orders = [
            [], ["metrics.m DESC"], ["metrics.m ASC"], ["tags.t", "params.p"], ["params.p DESC"], ["end_time ASC"],
            ["end_time DESC", "user_id"],
            ["status", "metrics.m DESC"], ["metrics.none"],
        ]
        for order in orders {
            let whole = try await runs.names("", order)
            for size in 1...6 {
                for isBehindLast in [false, true] {
                    var names = ""
                    var page: SearchPage<FoundRun>?
                    repeat {
                        page = try await runs.store.searchRuns(
                            experiments: [runs.experiment], maxResults: size, orderBy: order,
                            pageToken: isBehindLast ? nil : page?.nextToken, after: isBehindLast ? page?.items.last?.run.id : nil)
                        #expect(page?.items.count ?? 0 <= size)
                        names += page?.items.map(\.run.name).joined() ?? ""
                    } while page?.nextToken != nil
                    #expect(names == whole, "\(order), \(size) a page, behind the last: \(isBehindLast)")
                }
            }
        }
    }

    @Test(arguments: StoreKind.all) func `wrong numbers of results and tokens are refused`(kind: StoreKind) async throws {
        let runs = try await SearchedRuns(folder, kind)
        for (number, text) in [
            (0, "It must be a positive integer"), (-1, "It must be a positive integer"), (50_001, "It must be at most 50000"),
        ] {
            let error = await #expect(throws: SearchError.self) {
                try await runs.store.searchRuns(experiments: [runs.experiment], maxResults: number)
            }
            #expect(error?.message == "Invalid value \(number) for parameter 'max_results' supplied. \(text)")
        }
        await #expect(throws: SearchError.self) { try await runs.store.searchRuns(experiments: [runs.experiment], pageToken: "nonsense") }
    }

    @Test(arguments: StoreKind.all) func `datasets are searched by name, digest and context`(kind: StoreKind) async throws {
        let runs = try await SearchedRuns(folder, kind)
        let run = RunID(rawValue: String(repeating: "a", count: 32))
        try await runs.store.attach(
            DatasetRecord(name: "train set", digest: "d1", source: "here"), tags: ["mlflow.data.context": "train"], to: run)
        try await runs.store.attach(DatasetRecord(name: "eval", digest: "d2", source: "here"), tags: [:], to: run)
        for filter in [
            "dataset.name = 'eval' AND datasets.digest LIKE 'd1'", "dataset.context = 'train'", "dataset.name IN ('x', 'train set')",
            "dataset.context ILIKE 'TR%'", "dataset.name != 'eval'",
        ] { #expect(try await runs.names(filter) == "a") }
        for filter in ["dataset.name = 'none'", "dataset.context != 'train'", "dataset.digest NOT IN ('d1', 'd2')"] {
            #expect(try await runs.names(filter) == "")
        }
        let found = try await runs.store.searchRuns(experiments: [runs.experiment], filter: "run_name = 'a'").items.first
        #expect(found?.datasets.map(\.name) == ["train set", "eval"])
        #expect(found?.datasets.first?.tags == [NamedText("mlflow.data.context", "train")])
    }
}
