import Foundation
import Testing
import TouchstoneJSON

/// Rows that cannot be read or do not hold what is needed: each says which row, what is wrong and how to mend it; the others run.
@Suite struct BadRowTests {
    private let command: Command
    private static let good = #"{"id":"g","outputs":"x","expected":"x"}"# + "\n"

    init() throws {
        command = try Command()
        try command.write("spec.yaml", "data: rows.jsonl\nscorers: [exact_match]\n")
    }

    /// Evaluates rows, and again with `--strict`.
    private func evaluated(_ rows: String, as file: String = "rows.jsonl") async throws -> (lenient: CommandOutcome, strict: CommandOutcome)
    {
        try command.write(file, rows)
        return (
            try await command.run("eval", "spec.yaml", "--data", file, "--json"),
            try await command.run("eval", "spec.yaml", "--data", file, "--strict")
        )
    }

    private func expect(_ rows: String, as file: String = "rows.jsonl", leftOut sentence: String, scored: Int64 = 1) async throws {
        let (lenient, strict) = try await evaluated(rows, as: file)
        #expect(lenient.status == 0)
        #expect(try lenient.json["runs"]?[0]?["sample_counts"]?["total"] == .integer(scored))
        #expect(lenient.messages == "touchstone: given: 1 row was left out\ntouchstone:   \(sentence)\n")
        #expect(strict.status == 65)
        #expect(strict.output.isEmpty)
        #expect(strict.messages == "touchstone: \(sentence)\n")
    }

    @Test func `malformed JSON is told with line and column`() async throws {
        try await expect(
            Self.good + #"{"id":"b","outputs":"x","#, leftOut: "rows.jsonl, line 2, column 25: expected a member name in double quotes")
    }

    @Test func `a row that is no object`() async throws {
        try await expect("[1]\n" + Self.good, leftOut: "rows.jsonl, line 1: a row should be a JSON object, but is an array")
    }

    @Test func `an id that comes twice`() async throws {
        let reason = #"the id "g" is already that of line 1; ids must be unique (map "id" to another column)"#
        try await expect(Self.good + Self.good, leftOut: "rows.jsonl, line 2: \(reason)")
    }

    @Test func `a CSV row with too few cells`() async throws {
        let reason = "the row has 2 cells, but the header names 3 columns; quote cells that hold commas"
        try await expect("id,outputs,expected\na,x,x\nb,x\n", as: "rows.csv", leftOut: "rows.csv, line 3: \(reason)")
    }

    @Test func `quotes within a CSV cell are text`() async throws {
        try command.write("rows.csv", "id,outputs,expected\na,5\" pipe,5\" pipe\nb,\"x, \"\"y\"\"\n\",z\n")
        let outcome = try await command.run("score", "--scorer", "exact_match", "rows.csv")
        let rows = try outcome.lines.map { try JSONValue(parsing: $0) }
        #expect(rows.map { $0["outputs"] } == ["5\" pipe", "x, \"y\"\n"])
        #expect(rows.map { $0["scores"]?["exact_match"]?["value"] } == [true, false])
    }

    @Test func `bytes that are no UTF-8`() async throws {
        try command.write("rows.jsonl", Data(#"{"outputs":""#.utf8) + [0xFF, 0xFE] + Data("\"}\n\(Self.good)".utf8))
        let sentence = "rows.jsonl, line 1, column 13: invalid UTF-8 in a string; convert the file to UTF-8"
        let lenient = try await command.run("eval", "spec.yaml", "--data", "rows.jsonl")
        #expect(lenient.status == 0)
        #expect(lenient.errors.contains(sentence))
        let strict = try await command.run("score", "--scorer", "exact_match", "--strict", "rows.jsonl")
        #expect(strict.status == 65)
        #expect(strict.lines.count == 2)
        #expect(strict.errors.contains(sentence))
    }

    @Test func `a line of a hundred megabytes is skipped and not kept in memory`() async throws {
        try command.write("long.jsonl", Data(repeating: 0x78, count: 100_000_000) + Data("\n\(Self.good)".utf8))
        let outcome = try await command.run("score", "--scorer", "exact_match", "long.jsonl")
        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 2)
        #expect(outcome.errors.contains("first: long.jsonl, line 1: the row is longer than 64 MiB; it was skipped"))
        #expect(outcome.output.utf8.count < 20_000)
    }

    @Test func `a file without rows`() async throws {
        let (lenient, strict) = try await evaluated("")
        for outcome in [lenient, strict] {
            #expect(outcome.status == 65)
            #expect(outcome.messages == "touchstone: given: there is no row; is the file empty, or does no row fulfil \"where\"?\n")
        }
        let scored = try await command.run("score", "--scorer", "exact_match", "rows.jsonl")
        #expect(scored.status == 0 && scored.output.isEmpty && scored.errors.isEmpty)
    }

    @Test func `a file without a usable row`() async throws {
        let outcome = try await evaluated("{\n{\n").lenient
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("touchstone: given: no row can be used, for example rows.jsonl, line 1, column 2:"))
    }

    @Test func `a file that is not there`() async throws {
        let outcome = try await command.run("eval", "spec.yaml")
        #expect(outcome.status == 65)
        #expect(outcome.errors.hasSuffix("rows.jsonl: cannot be opened: No such file or directory\n"))
    }

    @Test func `NaN in a row is data like any other`() async throws {
        try command.write("rows.jsonl", "{\"id\":\"a\",\"outputs\":NaN,\"expected\":\"x\",\"weight\":-Infinity}\n\(Self.good)")
        let outcome = try await command.run("eval", "spec.yaml", "--json")
        #expect(outcome.status == 0)
        #expect(try outcome.json["runs"]?[0]?["metrics"]?[0]?["verdict"]?["estimate"] == 0.5)
    }
}

/// Columns that are missing or called otherwise.
@Suite struct MissingColumnTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.write("rows.jsonl", #"{"id":"a","question":"What?","answer":"x","outputs":"x"}"# + "\n")
    }

    @Test func `a mapped column that the rows do not have`() async throws {
        try command.write("spec.yaml", "data: {file: rows.jsonl, columns: {expected: anwser}}\nscorers: [exact_match]\n")
        let outcome = try await command.run("eval", "spec.yaml")
        #expect(outcome.status == 65)
        let reason = #"the row has no column "anwser" (did you mean "answer"?); it has id, question, answer, outputs"#
        #expect(outcome.errors.hasSuffix("rows.jsonl, line 1: \(reason)\n"))
    }

    @Test func `a field that every row lacks`() async throws {
        try command.write("spec.yaml", "data: rows.jsonl\nscorers: [exact_match]\n")
        let reason = #"line 1: exact_match: the field "expected" is missing or null; the row has id, question, answer, outputs"#
        let evaluated = try await command.run("eval", "spec.yaml")
        #expect(evaluated.status == 65)
        #expect(evaluated.errors.contains("no sample has a score, for example"))
        #expect(evaluated.errors.contains(reason))
        let scored = try await command.run("score", "--scorer", "exact_match", "rows.jsonl")
        #expect(scored.status == 0)
        #expect(scored.messages == "touchstone: 1 row read: 1 score has no value\ntouchstone: first: rows.jsonl, \(reason)\n")
    }

    @Test func `a variable of the template that every row lacks`() async throws {
        try command.write("spec.yaml", "data: rows.jsonl\nprompts: \"{{input}}\"\nmodels: echo\nscorers: [json_valid]\n")
        let outcome = try await command.run("eval", "spec.yaml")
        #expect(outcome.status == 65)
        let reason = "the template uses {{input}}, but the row has only id, question, answer, outputs"
        #expect(outcome.errors.contains("line 1: prompt \"prompt\": \(reason)"))
    }

    @Test func `a field that there is not`() async throws {
        let outcome = try await command.run("score", "--scorer", "exact_match", "--map", "expcted=answer", "rows.jsonl")
        #expect(outcome.status == 64)
        #expect(outcome.messages == "touchstone: \"expcted\" is no field; did you mean \"expected\"?\n")
    }
}
