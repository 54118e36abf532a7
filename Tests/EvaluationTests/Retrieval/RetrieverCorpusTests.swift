import Models
import Testing
import TouchstoneJSON

@testable import Evaluation

@Suite struct RetrieverCorpusTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func corpus(_ text: String, name: String = "d.jsonl", _ settings: JSONObject = [:]) throws -> RetrieverCorpus {
        var object: JSONObject = ["provider": "retriever", "documents": .string(try folder.write(name, text))]
        for member in settings { object[member.key] = member.value }
        return try RetrieverCorpus(try RetrieverSpecification(object))
    }

    @Test func `documents are read from columns, paths and several files`() throws {
        let first = try folder.write("a.jsonl", "{\"key\":7,\"body\":{\"text\":\"one\"},\"v\":[1,0]}\n")
        let second = try folder.write("b.csv", "key,body.text,v\nx,two,\"[0, 1]\"\n")
        let corpus = try RetrieverCorpus(
            try RetrieverSpecification([
                "provider": "retriever", "documents": [.string(first), .string(second)], "id": "key", "text": "body.text", "vector": "v",
                "method": "vector",
            ]))
        #expect(corpus.ids == ["7", "x"] && corpus.texts == ["one", "two"] && corpus.vectors == [[1, 0], [0, 1]])
    }

    @Test func `vectors are read only where they take part`() throws {
        #expect(try corpus("{\"id\":\"a\",\"text\":\"t\"}\n").vectors.isEmpty)
    }

    @Test func `the digest tells another corpus`() throws {
        let one = try corpus("{\"id\":\"a\",\"text\":\"t\"}\n").digest
        #expect(try corpus("{\"id\":\"a\",\"text\":\"t\"}\n", name: "e.jsonl").digest == one)
        #expect(try corpus("{\"id\":\"a\",\"text\":\"u\"}\n").digest != one)
    }

    @Test(
        arguments: [
            ("", [:], "there are no documents"),
            ("{\"id\":\"a\",\"txt\":\"t\"}\n", [:], "line 1: the row has no column \"text\" (did you mean \"txt\"?); it has id, txt"),
            ("{\"id\":\"a\",\"text\":\"t\"}\n\n{\"id\":\"a\",\"text\":\"u\"}\n", [:], "line 3: the document \"a\" is there already, in"),
            ("{\"id\":\"a\",\"text\":[1]}\n", [:], "the column \"text\" should be a text"),
            ("{\"id\":null,\"text\":\"t\"}\n", [:], "the column \"id\" should be a text or a whole number"),
            ("{\"id\":\"a\",\"text\":\n", [:], "line 1"),
            ("{\"id\":\"a\",\"text\":\"t\"}\n", ["method": "rrf"], "no column \"embedding\""),
            ("{\"id\":\"a\",\"text\":\"t\",\"embedding\":[]}\n", ["method": "rrf"], "should be a list of numbers"),
            ("{\"id\":\"a\",\"text\":\"t\",\"embedding\":[1,\"x\"]}\n", ["method": "rrf"], "should be a list of numbers"),
            (
                "{\"id\":\"a\",\"text\":\"t\",\"embedding\":[1,2]}\n{\"id\":\"b\",\"text\":\"t\",\"embedding\":[1]}\n",
                ["method": "hybrid"],
                "line 2: the vector has 1 numbers, those before have 2"
            ),
        ] as [(String, JSONObject, String)])
    func `what is wrong with documents is said in one sentence`(text: String, settings: JSONObject, sentence: String) throws {
        #expect { _ = try corpus(text, settings) } throws: { $0 is DataProblem && "\($0)".contains(sentence) }
    }

    @Test func `a file that is not there`() throws {
        let specification = try RetrieverSpecification(["provider": "retriever", "documents": "/nowhere/d.jsonl"])
        #expect(throws: DataProblem.self) { try RetrieverCorpus(specification) }
    }
}
