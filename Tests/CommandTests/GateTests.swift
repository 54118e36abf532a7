import Testing
import TouchstoneJSON

/// Gates decide the exit code, on the bound of the interval.
@Suite struct GateTests {
    private let command: Command

    init() throws {
        command = try Command()
        try command.writeRows(100)
    }

    private func evaluate(_ gates: String, model: String = "given:outputs", data: String = "rows.jsonl") async throws -> CommandOutcome {
        try command.write("spec.yaml", "data: \(data)\nmodels: \"\(model)\"\nscorers: [exact_match]\nslices: language\ngates: \(gates)\n")
        return try await command.run("eval", "spec.yaml", "--json")
    }

    private func outcomes(_ outcome: CommandOutcome) throws -> [String] {
        try (outcome.json["runs"]?[0]?["gates"]?.arrayValue ?? []).compactMap { $0["outcome"]?.stringValue }
    }

    // 80 of 100 answers are right, the interval is 0.711 to 0.867; in the slices 40 of 50 are.
    @Test(arguments: [
        ("exact_match >= 0.7", 0, ["passed"]), ("exact_match.mean <= 0.9", 0, ["passed"]), ("exact_match >= 0.9", 1, ["failed"]),
        ("exact_match >= 0.8", 2, ["inconclusive"]), ("[exact_match >= 0.7, exact_match >= 0.8]", 2, ["passed", "inconclusive"]),
        ("[exact_match >= 0.9, exact_match >= 0.8]", 1, ["failed", "inconclusive"]), ("error_rate <= 0.05", 0, ["passed"]),
        ("\"exact_match[language] >= 0.6\"", 0, ["passed", "passed"]), ("\"exact_match[language=de] >= 0.95\"", 1, ["failed"]),
        ("\"exact_match[language] >= 0.8\"", 2, ["inconclusive", "inconclusive"]),
    ])
    func `thresholds`(gates: String, status: Int32, expected: [String]) async throws {
        let outcome = try await evaluate(gates)
        #expect(outcome.status == status)
        #expect(try outcomes(outcome) == expected)
    }

    @Test(arguments: ["exact_mach >= 0.5", "\"exact_match[county] >= 0.5\""])
    func `a gate on nothing is refused before anything runs`(gate: String) async throws {
        let outcome = try await evaluate(gate)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("the gate"))
        #expect(try await command.run("runs").output == "no runs yet\n")
    }

    @Test func `no regression against the run before`() async throws {
        let gate = "[{no_regression: {baseline: latest, margin: 0.1}}]"
        let first = try await evaluate(gate)
        #expect(first.status == 2)
        #expect(try first.json["runs"]?[0]?["gates"]?[0]?["sentence"]?.stringValue?.contains("no earlier finished run") == true)
        #expect(try await evaluate(gate).status == 0)
        // The same name, all answers wrong.
        try command.write(
            "worse.jsonl",
            (1...100).map { "{\"id\":\"q\($0)\",\"expected\":\"a\($0)\",\"outputs\":\"none\",\"language\":\"de\"}\n" }.joined())
        let worse = try await evaluate(gate, data: "worse.jsonl")
        #expect(worse.status == 1)
        #expect(try outcomes(worse) == ["failed"])
        // What a report says of the gate later is what was said then.
        let report = try await command.run("report", "latest", "--json").json
        #expect(report["gates"]?[0]?["outcome"] == "failed")
    }

    @Test func `no regression against a run that is named`() async throws {
        #expect(try await evaluate("exact_match >= 0.1").status == 0)
        let baseline = try #require(try await command.run("runs", "--json").json[0]?["id"]?.stringValue)
        let rule = "[{no_regression: {baseline: \(baseline.prefix(10)), margin: 0.2, metrics: [exact_match]}}]"
        #expect(try await evaluate(rule, model: "given:second").status == 0)
        let missing = try await evaluate("[{no_regression: {baseline: nothing}}]")
        #expect(missing.status == 64)
        #expect(missing.messages == "touchstone: There is no run \"nothing\".\n")
    }
}
