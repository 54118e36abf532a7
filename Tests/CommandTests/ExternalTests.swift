import FaultServer
import Foundation
import Testing
import TouchstoneJSON

/// Models and scorers that are commands and services.
@Suite struct ExternalTests {
    private let command: Command

    private static let hasPython = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: $0 + "/python3") }

    init() throws {
        command = try Command()
        try command.writeRows(10)
    }

    /// A Python program that answers each row with a JSON object of the given members.
    private func writeProgram(_ name: String, _ members: String) throws {
        try command.write(
            name,
            """
            import json, sys
            for line in sys.stdin:
                row = json.loads(line)
                print(json.dumps({"id": row["id"], \(members)}), flush=True)

            """)
    }

    private func evaluate(_ scorer: String, model: String = "given") async throws -> CommandOutcome {
        try command.write("spec.yaml", "data: rows.jsonl\nmodels: \"\(model)\"\nscorers: [\(scorer)]\n")
        return try await command.run("eval", "spec.yaml", "--json")
    }

    @Test(.enabled(if: hasPython)) func `a scorer of five lines of Python`() async throws {
        try writeProgram("length.py", #""value": len(row["outputs"]), "rationale": row["row_id"]"#)
        let outcome = try await evaluate("{command: [python3, length.py], pass: \">= 3\"}")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let metric = try outcome.json["runs"]?[0]?["metrics"]?[0]
        // Eight answers of two letters and two of seven.
        #expect(metric?["name"] == "length" && metric?["verdict"]?["estimate"]?.doubleValue == 3)
        let sample = try await command.run("show", "latest", "q5", "--json").json[0]
        #expect(sample?["scores"]?[0]?["value"]?.doubleValue == 7 && sample?["scores"]?[0]?["rationale"] == "q5")
        #expect(sample?["scores"]?[0]?["passed"] == true)
    }

    @Test(.enabled(if: hasPython)) func `a scorer that says true or false is a share with Wilson's interval`() async throws {
        try writeProgram("right.py", #""value": row["outputs"] == row["expected"]"#)
        let outcome = try await evaluate("exact_match, {command: [python3, right.py]}")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let metrics = try outcome.json["runs"]?[0]?["metrics"]
        #expect(metrics?[1]?["name"] == "right" && metrics?[1]?["verdict"]?["estimate"]?.doubleValue == 0.8)
        let interval = try #require(metrics?[1]?["verdict"]?["interval"])
        #expect(interval == metrics?[0]?["verdict"]?["interval"])
        let failures = try await command.run("show", "latest", "--failures", "right", "--json").json.arrayValue ?? []
        #expect(failures.compactMap { $0["id"]?.stringValue } == ["q5", "q10"])
        #expect(failures.first?["scores"]?[1]?["passed"] == false)
    }

    @Test(.enabled(if: hasPython)) func `a scorer that says NaN has no score`() async throws {
        try writeProgram("nan.py", #""value": float("nan") if row["row_id"] == "q1" else 1.0"#)
        let outcome = try await evaluate("{command: [python3, nan.py]}")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let counts = try outcome.json["runs"]?[0]?["metrics"]?[0]?["counts"]
        #expect(counts?["scored"] == 9 && counts?["unscored"] == 1 && counts?["errored"] == 0)
        let sample = try await command.run("show", "latest", "q1", "--json").json[0]
        #expect(sample?["scores"]?[0]?["reason"] == "the value is not a finite number")
    }

    @Test(.enabled(if: hasPython)) func `a scorer that dies is an error of its samples, not of the others' scores`() async throws {
        let outcome = try await evaluate("exact_match, {command: [python3, nothing.py]}")
        #expect(outcome.status == 0)
        let metrics = try outcome.json["runs"]?[0]?["metrics"]
        #expect(metrics?[0]?["counts"]?["scored"] == 10 && metrics?[1]?["counts"]?["errored"] == 10)
        let alone = try await evaluate("{command: [python3, nothing.py]}")
        #expect(alone.status == 69)
        #expect(alone.errors.contains("no sample has a score, for example"))
        #expect(alone.errors.contains("nothing: the command \"python3 nothing.py\" gave no answer: it ended with status 2"))
    }

    @Test func `a scorer behind HTTP`() async throws {
        try await FaultServer.run(.answer(200, #"{"value": 0.25, "rationale": "because"}"#)) { server in
            let outcome = try await evaluate("{url: \"\(server.base)/judge\", name: judged, headers: {x-team: quality}}")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let metric = try outcome.json["runs"]?[0]?["metrics"]?[0]
            #expect(metric?["name"] == "judged" && metric?["verdict"]?["estimate"] == 0.25)
            #expect(server.requests.count == 10)
            #expect(server.requests.allSatisfy { $0.path == "/judge" && $0.header("x-team") == "quality" })
            let asked = try server.requests.compactMap { try JSONValue(parsing: $0.body)["outputs"]?.stringValue }
            #expect(asked.count { $0 == "no idea" } == 2)
        }
        try await FaultServer.run(.answer(500, "")) { server in
            let outcome = try await evaluate("{url: \"\(server.base)/judge\", name: judged}")
            #expect(outcome.status == 69)
            #expect(outcome.errors.contains("judged: the service answered with status 500"))
        }
        let outcome = try await evaluate(#"{url: "http://127.0.0.1:9/", headers: {authorization: "Bearer ${JUDGE_KEY}"}}"#)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("needs the environment variable JUDGE_KEY, which is not set"))
    }

    @Test(.enabled(if: hasPython)) func `a model that is a command`() async throws {
        try writeProgram("model.py", #""output": row["input"].split("[[")[1].rstrip("]")"#)
        let outcome = try await evaluate("exact_match", model: "exec:python3 model.py")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let run = try outcome.json["runs"]?[0]
        #expect(run?["metrics"]?[0]?["verdict"]?["estimate"]?.doubleValue == 1)
        #expect(run?["calls"]?["made"] == 10)
        // It costs nothing, so a limit asks for no price.
        try command.write("free.yaml", "data: rows.jsonl\nmodels: \"exec:python3 model.py\"\nscorers: [exact_match]\n")
        #expect(try await command.run("eval", "free.yaml", "--fresh", "--max-cost", "0").status == 0)
        // Its answers are kept like any other model's.
        #expect(try await evaluate("exact_match", model: "exec:python3 model.py").json["runs"]?[0]?["calls"]?["cached"] == 10)
        let gone = try await evaluate("exact_match", model: "exec:python3 nothing.py")
        #expect(gone.status == 69)
        #expect(gone.errors.contains("no sample has an answer, for example the command failed 4 times and is not started again"))
    }
}
