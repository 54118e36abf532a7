import Scoring
import Testing
import TouchstoneJSON

@testable import Evaluation

@Suite struct RowFeedTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func items(_ data: DataSpecification) async throws -> [String] {
        let feed = RowFeed(data)
        var texts: [String] = []
        while true {
            let items = try await feed.next(2)
            if items.isEmpty { return texts }
            for item in items {
                switch item {
                case .sample(let fed): texts.append("\(fed.index) \(fed.id ?? "-") \(fed.sample[.expected]?.asText ?? "-")")
                case .problem(let problem): texts.append(problem.reason)
                }
            }
        }
    }

    @Test func `columns are mapped, rows filtered, numbered and limited over several files`() async throws {
        let first = try folder.write("a.jsonl", "{\"q\":1,\"x\":{\"y\":\"A\"}}\n{\"q\":2,\"x\":{\"y\":\"B\"}}\n")
        let second = try folder.write("b.csv", "q,x\n3,C\n4,D\n")
        var data = DataSpecification(files: [first, second])
        data.columns.map(.expected, to: .path(ColumnPath("x.y")))
        data.filters = [try #require(RowFilter("q != 1"))]
        #expect(try await items(data) == ["0 - B", "1 - -", "2 - -"])
        data.limit = 1
        #expect(try await items(data) == ["0 - B"])
    }

    @Test func `a mapped column that the first row lacks is an error that names what exists`() async throws {
        let path = try folder.write("a.jsonl", "{\"question\":1,\"answer\":2}\n")
        var data = DataSpecification(files: [path])
        data.columns.map(.inputs, to: .path(ColumnPath("qestion")))
        await #expect {
            try await items(data)
        } throws: {
            "\($0)".hasSuffix("line 1: the row has no column \"qestion\" (did you mean \"question\"?); it has question, answer")
        }
    }

    @Test func `a duplicate id is a problem that names the earlier line; strict data stop there`() async throws {
        let path = try folder.write("a.jsonl", "{\"id\":\"x\"}\n{\"id\":\"y\"}\n{\"id\":\"x\"}\n")
        var data = DataSpecification(files: [path])
        let texts = try await items(data)
        #expect(texts.count == 3 && texts[2].hasPrefix("the id \"x\" is already that of line 1"))
        data.isStrict = true
        await #expect(throws: DataProblem.self) { try await items(data) }
    }

    @Test func `a duplicate id in another file is told with the file that has it first`() async throws {
        let first = try folder.write("a.jsonl", "{\"id\":\"x\"}\n")
        let second = try folder.write("b.jsonl", "{\"id\":\"y\"}\n{\"id\":\"x\"}\n")
        let texts = try await items(DataSpecification(files: [first, second]))
        #expect(texts.last?.hasPrefix("the id \"x\" is already that of line 1 of \(first); ids must be unique") == true)
    }

    @Test func `an id that looks like the place of a row without id is another`() async throws {
        let path = try folder.write("a.jsonl", "{\"id\":\"2\"}\n{\"x\":1}\n{\"id\":\"1\"}\n")
        #expect(try await items(DataSpecification(files: [path])) == ["0 2 -", "1 - -", "2 1 -"])
    }

    @Test(arguments: [
        ("level >= 3", true), ("level < 3", false), ("level == 3.0", true), ("split == dev", false), ("split in test|dev", true),
        ("name contains oh", true), ("missing == 1", false), ("missing != 1", true), ("deep.er == 'a b'", true),
    ])
    func `filters compare numbers as numbers and the rest as text`(text: String, admits: Bool) throws {
        let row: JSONObject = ["level": 3, "split": "test", "name": "John", "deep": ["er": "a b"]]
        #expect(try #require(RowFilter(text)).admits(row) == admits)
    }
}
