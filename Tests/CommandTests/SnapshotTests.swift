import FaultServer
import Foundation
import GoldenSupport
import Testing

/// What people and programs read, as readable files; `RECORD_SNAPSHOTS=1 swift test --filter CommandTests` writes them anew.
@Suite struct SnapshotTests {
    private let command: Command

    init() async throws {
        command = try Command()
        try command.writeRows(20)
        try command.write(
            "spec.yaml",
            """
            name: quiz
            data: rows.jsonl
            models: ["given:outputs", "given:second"]
            scorers: [exact_match]
            slices: language
            gates: ["exact_match >= 0.4", "exact_match[language] >= 0.95"]
            """)
    }

    private func check(_ outcome: CommandOutcome, _ name: String, status: Int32 = 0) throws {
        #expect(outcome.status == status)
        let difference = try Snapshot.difference(outcome.output.withoutChance(in: command.folder), name)
        #expect(difference == nil)
    }

    @Test func `an evaluation on a terminal and in JSON, and what is told of it later`() async throws {
        try check(try await command.run("eval", "spec.yaml"), "eval.txt", status: 1)
        try check(try await command.run("runs"), "runs.txt")
        try check(try await command.run("runs", "--json"), "runs.json")
        try check(try await command.run("show", "given:outputs", "q5"), "show-sample.txt")
        try check(try await command.run("show", "given:outputs", "q5", "--json"), "show-sample.json")
        try check(try await command.run("show", "given:outputs", "--failures", "exact_match", "--limit", "2"), "show-failures.txt")
        try check(try await command.run("show", "given:outputs", "--lineage"), "show-lineage.txt")
        try check(try await command.run("compare", "given:outputs", "given:second"), "compare.txt")
        try check(try await command.run("compare", "given:outputs", "given:second", "--json"), "compare.json")
        try check(try await command.run("report", "given:second", "--format", "md"), "report.md")
        try check(try await command.run("report", "given:second", "--format", "junit"), "report.junit.xml")
        try check(try await command.run("report", "given:second", "--format", "csv"), "report.csv")
    }

    @Test func `an evaluation in JSON`() async throws {
        try check(try await command.run("eval", "spec.yaml", "--model", "given:outputs", "--limit", "5", "--json"), "eval.json", status: 1)
    }

    @Test func `a plan`() async throws {
        try command.write("prices.json", #"{"gpt-4o": {"input": 2.5, "output": 10}}"#)
        try command.write(
            "priced.yaml",
            "data: rows.jsonl\nprompts: \"Answer in one word: {{inputs}}\"\nmodels: [openai:gpt-4o, echo]\nscorers: [exact_match]\nprices: prices.json\n"
        )
        try check(try await command.run("eval", "priced.yaml", "--dry-run"), "plan.txt")
        try check(try await command.run("eval", "priced.yaml", "--dry-run", "--json"), "plan.json")
    }

    @Test func `scored rows`() async throws {
        let rows = "{\"id\":1,\"outputs\":\"a\",\"expected\":\"a\"}\n{\"outputs\":\"a\"}\n{\"outputs\n"
        let outcome = try await command.run("score", "--scorer", "exact_match", "--scorer", "json_valid", input: Data(rows.utf8))
        try check(outcome, "score.jsonl")
        #expect(try Snapshot.difference(outcome.errors, "score.stderr.txt") == nil)
    }

    @Test func `a scorer's page`() async throws {
        try check(try await command.run("scorers", "json_valid"), "scorer.txt")
        try check(try await command.run("scorers", "json_valid", "--json"), "scorer.json")
    }
}

extension String {
    /// The text with a word in place of all that differs between two runs of the same command: ids, times, durations, digests, places.
    fileprivate func withoutChance(in folder: URL) -> String {
        replacing(folder.path, with: "FOLDER")
            .replacing(#/\b[0-9a-f]{64}\b/#, with: "DIGEST")
            .replacing(#/\b[0-9a-f]{32}\b/#, with: "ID")
            .replacing(#/(?m)^[0-9a-f]{12} /#, with: "ID           ")
            .replacing(#/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/#, with: "TIME")
            .replacing(#/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]+ UTC · [0-9. a-z]+ ·/#, with: "TIME · DURATION ·")
            .replacing(#/ time="[0-9.]+"/#, with: " time=\"SECONDS\"")
            .replacing(#/(?m)^(  bytes +)[0-9]+$/#) { "\($0.1)BYTES" }
    }
}
