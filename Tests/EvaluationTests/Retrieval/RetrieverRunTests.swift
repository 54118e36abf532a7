import Models
import Scoring
import Statistics
import Testing
import TouchstoneJSON

@testable import Evaluation
@testable import Tracking

@Suite struct RetrieverRunTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let documents = """
        {"id": "fox", "text": "The quick fox jumps.", "embedding": [1, 0, 0]}
        {"id": "dog", "text": "A lazy dog sleeps.", "embedding": [0, 1, 0]}
        {"id": "owl", "text": "An owl sees at night.", "embedding": [0, 0, 1]}

        """
    private static let questions = """
        {"id": "1", "question": "Which animal is lazy?", "embedding": [0.1, 1, 0], "relevant": ["dog"]}
        {"id": "2", "question": "Who hunts in darkness?", "embedding": [0, 0.1, 1], "relevant": ["owl"]}

        """

    private func specification(_ settings: [JSONObject], questions: String = questions) throws -> EvaluationSpecification {
        let documents = try folder.write("documents.jsonl", Self.documents)
        var data = DataSpecification(files: [try folder.write("questions.jsonl", questions)])
        data.columns.map(.inputs, to: .path(ColumnPath("question")))
        let models = settings.enumerated().map { number, settings in
            var object: JSONObject = ["provider": "retriever", "documents": .string(documents), "k": 2]
            for member in settings { object[member.key] = member.value }
            return ModelChoice(name: "r\(number)", settings: object)
        }
        return EvaluationSpecification(
            name: "retrievers", data: data, scorers: [.named("recall_at_k", ["k": 2]), .named("precision_at_k", ["k": 1])], models: models)
    }

    private func run(
        _ specification: EvaluationSpecification, _ body: (EvaluationResult, TrackingStore) async throws -> Void = { _, _ in }
    ) async throws {
        let store = try await TrackingStore.open(at: .sqlite(path: folder.path + "/store.db"))
        defer { try? store.close() }
        try await body(try await Evaluation(specification).run(in: store, control: EvaluationControl()) { _ in }, store)
    }

    @Test func `every method fills ranking, texts and answer`() async throws {
        let methods: [JSONObject] = [["method": "bm25"], ["method": "vector"], ["method": "hybrid", "mix": 0.6], ["method": "rrf"]]
        try await run(try specification(methods)) { result, store in
            #expect(result.runs.map { $0["recall_at_2"]?.estimate } == [0.5, 1, 1, 1])
            #expect(result.runs.allSatisfy { $0.errors == 0 && $0.calls.made == 0 })
            for run in result.runs {
                let records = try await store.samples(of: RunID(rawValue: run.id))
                let first = try #require(records.first)
                #expect(first.outputs == "A lazy dog sleeps.")
                let sample = SampleRecords.sample(first)
                let ids = try RetrievedDocuments(try #require(sample[.retrieved])).ids
                #expect(ids.first == "dog" && sample[.context]?.arrayValue?.count == ids.count)
            }
        }
    }

    @Test func `nothing found is an empty ranking, not an error`() async throws {
        try await run(try specification([["method": "bm25"]])) { result, store in
            let record = try #require(try await store.samples(of: RunID(rawValue: result.runs[0].id)).last)
            #expect(record.outputs == "" && record.error == nil)
            #expect(SampleRecords.sample(record)[.retrieved] == [] && SampleRecords.sample(record)[.context] == [])
        }
    }

    @Test func `a misspelt column ends the run, a row without it is an error of its own`() async throws {
        await #expect {
            try await run(try specification([["query": "qestion"]]))
        } throws: {
            "\($0)".contains("line 1: the row has no column \"qestion\" (did you mean \"question\"?)")
        }
        let rows = Self.questions + "{\"id\": \"3\", \"question\": \"Who?\", \"relevant\": []}\n"
        try await run(try specification([["method": "rrf"]], questions: rows)) { result, _ in
            #expect(result.runs[0].samples == 3 && result.runs[0].errors == 1)
        }
        let short = Self.questions + "{\"id\": \"3\", \"question\": \"Who?\", \"relevant\": [], \"embedding\": [1]}\n"
        try await run(try specification([["method": "vector"]], questions: short)) { result, store in
            let record = try #require(try await store.samples(of: RunID(rawValue: result.runs[0].id)).last)
            #expect(record.error == "the query's vector has 1 numbers, the documents' have 3")
        }
    }

    @Test func `the corpus is part of the plan and of the lineage`() throws {
        let specification = try specification([["method": "bm25"]])
        let cell = try #require(try specification.cells().first)
        #expect(!cell.callsModel && cell.provider == "retriever" && cell.modelName == "r0")
        func manifest() throws -> RunManifest {
            RunManifest(specification, cell, scores: [], gates: [], dataDigest: nil, retriever: try Retriever(try #require(cell.retriever)))
        }
        let before = try manifest()
        #expect(try manifest().digest == before.digest && !before.callsModel)
        _ = try folder.write("documents.jsonl", Self.documents + "{\"id\": \"cat\", \"text\": \"A cat.\"}\n")
        #expect(try manifest().digest != before.digest)
    }

    @Test func `a retriever asks no prompt and is planned without calls`() async throws {
        _ = try specification([])
        let specification = try EvaluationSpecification(
            yaml: """
                data: questions.jsonl
                prompts: ["{{question}}", "{{question}}!"]
                models: {provider: retriever, label: r0, documents: documents.jsonl, query: question}
                scorers: recall_at_k
                """, folder: folder.path)
        let plan = try await Evaluation(specification).plan()
        #expect(plan.runs.map(\.calls) == [0] && plan.runs.map(\.name) == ["r0"])
    }
}
