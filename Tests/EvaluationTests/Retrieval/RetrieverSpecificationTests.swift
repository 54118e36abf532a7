import Models
import Scoring
import Testing
import TouchstoneJSON

@testable import Evaluation

@Suite struct RetrieverSpecificationTests {
    @Test func `everything but the documents has a default`() throws {
        let specification = try RetrieverSpecification(["provider": "retriever", "documents": "d.jsonl"])
        #expect(specification.documents == ["d.jsonl"] && specification.method == .bm25 && specification.variant == .lucene)
        #expect(specification.k == 10 && specification.mix == 0.5 && specification.constant == 60 && specification.depth == 1000)
        #expect(specification.query == ColumnPath("inputs") && !specification.readsVectors)
    }

    @Test(
        arguments: [
            ([:], "a retriever needs \"documents\""),
            (["document": "d"], "has no setting \"document\" (did you mean \"documents\"?)"),
            (["documents": []], "should be a file or a list of files"),
            (["documents": ["a", 3]], "should be a file or a list of files"),
            (["documents": "-"], "cannot come from standard input"),
            (["documents": "d", "method": "bm52"], "should be one of bm25, vector, hybrid, rrf, not \"bm52\" (did you mean \"bm25\"?)"),
            (["documents": "d", "variant": "lucine"], "did you mean \"lucene\"?"),
            (["documents": "d", "k": 0], "should be a whole number from 1 up, but is 0"),
            (["documents": "d", "mix": 1.5], "should be a number from 0.0 to 1.0, but is 1.5"),
            (["documents": "d", "query": 3], "should be a text"),
        ] as [(JSONObject, String)])
    func `settings that do not fit are refused`(settings: JSONObject, sentence: String) {
        #expect { try RetrieverSpecification(settings) } throws: { $0 is ModelError && "\($0)".contains(sentence) }
    }

    @Test func `other models are left to others, misspelt retrievers are not`() throws {
        #expect(try ModelChoice(name: "x", settings: ["provider": "openai", "name": "x"]).retriever == nil)
        #expect(try ModelChoice(text: "extractive").retriever == nil)
        #expect { try ModelChoice(name: "x", settings: ["provider": "retreiver"]).specification } throws: {
            "\($0)".contains("did you mean \"retriever\"?")
        }
        #expect { try ModelChoice(text: "retriever").specification } throws: { "\($0)".contains("needs an object") }
    }

    @Test func `documents are named relative to the specification`() throws {
        let yaml = """
            data: q.jsonl
            scorers: [recall_at_k]
            models: [{provider: retriever, documents: d.jsonl, label: a}, {provider: retriever, documents: [d.jsonl, /e.jsonl], label: b}]
            """
        let specification = try EvaluationSpecification(yaml: yaml, folder: "/specs")
        #expect(specification.models.map { $0.settings["documents"] } == ["/specs/d.jsonl", ["/specs/d.jsonl", "/e.jsonl"]])
    }
}
