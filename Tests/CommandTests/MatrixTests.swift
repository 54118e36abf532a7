import FaultServer
import Foundation
import Testing
import TouchstoneJSON

/// One specification, several runs: the matrix of prompts and models, and what the options of `eval` change about it.
@Suite struct MatrixTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.writeRows(24)
    }

    /// Two prompts and two models on one server; the second prompt leads every model astray.
    private func writeMatrix(_ server: FaultServer, _ more: String = "") throws {
        let models = ["first", "second"].map { "{provider: openai, name: \($0), base_url: \"\(server.base)/v1\", retry: {base: 0.01}}" }
        try command.write(
            "matrix.yaml",
            """
            name: quiz
            data: rows.jsonl
            prompts:
              - {name: plain, template: "{{inputs}}"}
              - {name: astray, template: "{{inputs}} [[wrong]]"}
            models: [\(models.joined(separator: ", "))]
            scorers: [exact_match]
            \(more)
            """)
    }

    private static let names = ["first / plain", "first / astray", "second / plain", "second / astray"]

    @Test func `every cell becomes a run, and every pair a comparison`() async throws {
        try await FaultServer.chat { server, chat in
            try writeMatrix(server)
            let outcome = try await command.run("eval", "matrix.yaml", "--json", "--out", "reports/quiz")
            #expect(outcome.status == 0)
            let runs = try outcome.json["runs"]?.arrayValue ?? []
            #expect(runs.compactMap { $0["run"]?["name"]?.stringValue } == Self.names)
            #expect(runs.map { $0["metrics"]?[0]?["verdict"]?["estimate"]?.doubleValue } == [1, 0, 1, 0])
            #expect(try outcome.json["comparisons"]?["comparisons"]?.arrayValue?.count == 6)
            // The models are asked the same, so each prompt is answered twice.
            #expect(chat.answers.count == 48 && chat.answers.values.allSatisfy { $0 == 2 })
            let folders = ["comparison.html", "first---astray", "first---plain", "second---astray", "second---plain"]
            #expect(try command.files(in: "reports/quiz") == folders)
            for folder in folders.dropFirst() {
                #expect(try command.files(in: "reports/quiz/" + folder) == ["junit.xml", "report.html", "report.json", "samples.csv"])
            }
            let listed = try await command.run("runs", "--experiment", "quiz", "--json").json.arrayValue ?? []
            #expect(listed.compactMap { $0["name"]?.stringValue } == Self.names.reversed())
        }
    }

    @Test func `runs whose names differ only in punctuation have folders of their own`() async throws {
        let labels = ["v1/a", "v1 a", "V1:A"].map { "{provider: given, field: outputs, label: \"\($0)\"}" }
        try command.write("spec.yaml", "data: rows.jsonl\nmodels: [\(labels.joined(separator: ", "))]\nscorers: [exact_match]\n")
        #expect(try await command.run("eval", "spec.yaml", "--out", "out").status == 0)
        #expect(try command.files(in: "out") == ["V1-A-3", "comparison.html", "v1-a", "v1-a-2"])
    }

    @Test func `a second time nothing is paid, afresh everything`() async throws {
        try await FaultServer.chat { server, chat in
            try writeMatrix(server)
            for expected in [96, 96] {
                #expect(try await command.run("eval", "matrix.yaml").status == 0)
                #expect(chat.answerCount == expected)
            }
            #expect(try await command.run("eval", "matrix.yaml", "--fresh").status == 0)
            #expect(chat.answerCount == 192)
            #expect(try await command.run("runs", "--json").json.arrayValue?.count == 12)
        }
    }

    @Test func `a matrix that was interrupted goes on where it was`() async throws {
        var options = ChatFaults.Options()
        options.heldAfter = 32
        try await FaultServer.chat(options) { server, chat in
            try writeMatrix(server, "concurrency: 4")
            let running = try command.start(["eval", "matrix.yaml"])
            #expect(try await eventually { chat.answerCount == 36 })
            running.send(SIGTERM)
            #expect(try await eventually { try running.errorsSoFar().contains("finishing the calls in flight") })
            chat.release()
            #expect(try await running.end().status == 130)
            #expect(chat.answerCount < 96)
            // What came to its end is run again from the journal; what did not is continued.
            #expect(try await command.run("eval", "matrix.yaml").status == 0)
            #expect(chat.answerCount == 96)
            let statuses = try await command.run("runs", "--json").json.arrayValue?.map { $0["status"] } ?? []
            #expect(statuses.allSatisfy { $0 == "FINISHED" })
        }
    }

    @Test func `fewer rows, more epochs, other data and other models`() async throws {
        try await FaultServer.chat { server, chat in
            try writeMatrix(server)
            let outcome = try await command.run(
                "eval", "matrix.yaml", "--limit", "3", "--epochs", "2", "--model", "openai:third@\(server.base)/v1", "--json")
            #expect(outcome.status == 0)
            let runs = try outcome.json["runs"]?.arrayValue ?? []
            #expect(runs.map { $0["sample_counts"]?["total"]?.intValue } == [6, 6])
            // An epoch is a call of its own.
            #expect(chat.answers.count == 6 && chat.answers.values.allSatisfy { $0 == 2 })
            let shown = try await command.run("show", "latest", "q2", "--json").json.arrayValue ?? []
            #expect(shown.map { $0["epoch"]?.intValue } == [1, 2])
            try command.writeRows(2, as: "other.jsonl")
            let other = try await command.run("eval", "matrix.yaml", "--data", "other.jsonl", "--model", "echo", "--json")
            #expect(try other.json["runs"]?[0]?["lineage"]?["dataset"]?["name"] == "other.jsonl")
        }
    }

    @Test func `rows from standard input`() async throws {
        try command.write("spec.yaml", "data: rows.jsonl\nscorers: [exact_match]\n")
        let rows = Data(try command.read("rows.jsonl").utf8)
        let outcome = try await command.run("eval", "spec.yaml", "--data", "-", "--json", input: rows)
        #expect(outcome.status == 0)
        #expect(try outcome.json["runs"]?[0]?["sample_counts"]?["total"] == 24)
        let several = try await command.run(
            "eval", "spec.yaml", "--data", "-", "--model", "echo", "--model", "given", input: rows)
        #expect(several.status == 65)
        #expect(several.errors.contains("standard input can be read only once"))
    }

    @Test func `what would be done, without a call`() async throws {
        try command.write("prices.json", #"{"first": {"input": 100, "output": 400}}"#)
        try await FaultServer.chat { server, chat in
            try writeMatrix(server, "prices: prices.json")
            let plan = try await command.run("eval", "matrix.yaml", "--dry-run", "--epochs", "3", "--json").json
            #expect(plan["rows"] == 24 && plan["epochs"] == 3 && plan["bad_rows"] == 0)
            let runs = plan["runs"]?.arrayValue ?? []
            #expect(runs.compactMap { $0["name"]?.stringValue } == Self.names)
            #expect(runs.allSatisfy { $0["calls"] == 72 })
            #expect(runs.map { $0["cost"]?.doubleValue ?? 0 > 0 } == [true, true, false, false])
            #expect(chat.requestCount == 0)
            #expect(try !command.files(in: ".").contains("touchstone.db"))
        }
    }
}
