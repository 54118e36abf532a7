import Foundation
import Testing
import TouchstoneJSON

/// What was stored, told again: `report`, `runs`, `show` and `compare`.
@Suite struct ReportCommandTests {
    private let command: Command

    init() throws {
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
            gates: exact_match >= 0.4
            """)
    }

    @Test func `a run in every format`() async throws {
        #expect(try await command.run("eval", "spec.yaml").status == 0)
        var texts: [String: String] = [:]
        for format in ["table", "json", "md", "html", "junit", "csv"] {
            let outcome = try await command.run("report", "given:outputs", "--format", format)
            #expect(outcome.status == 0 && outcome.errors.isEmpty)
            texts[format] = outcome.output
        }
        #expect(texts["table"]?.hasPrefix("given:outputs  PASSED\n") == true)
        #expect(texts["md"]?.hasPrefix("### given:outputs: passed\n") == true)
        #expect(texts["html"]?.hasPrefix("<!DOCTYPE html>") == true && texts["html"]?.hasSuffix("</html>\n") == true)
        #expect(texts["junit"]?.hasPrefix("<?xml") == true && texts["junit"]?.contains("tests=") == true)
        let json = try JSONValue(parsing: texts["json"] ?? "")
        #expect(json["samples"]?.arrayValue?.count == 20)
        #expect(json["metrics"]?[0]?["verdict"]?["estimate"] == 0.8)
        let csv = (texts["csv"] ?? "").split(whereSeparator: \.isNewline)
        #expect(csv.count == 21)
        #expect(csv.first?.hasPrefix("index,id,epoch,state") == true)
    }

    @Test func `the folder of reports holds what the formats write`() async throws {
        #expect(try await command.run("eval", "spec.yaml", "--model", "given:outputs", "--out", "a/b").status == 0)
        #expect(try command.files(in: "a/b") == ["junit.xml", "report.html", "report.json", "samples.csv"])
        for (format, file) in [("html", "report.html"), ("json", "report.json"), ("junit", "junit.xml"), ("csv", "samples.csv")] {
            let written = try command.read("a/b/" + file)
            #expect(try await command.run("report", "latest", "--format", format).output == written)
        }
    }

    @Test func `runs are found by name, by the beginning of their ids, and as the latest`() async throws {
        #expect(try await command.run("eval", "spec.yaml").status == 0)
        let runs = try await command.run("runs", "--json").json.arrayValue ?? []
        #expect(runs.compactMap { $0["name"]?.stringValue } == ["given:second", "given:outputs"])
        #expect(runs.allSatisfy { $0["status"] == "FINISHED" && $0["samples"] == 20 && $0["errors"] == 0 && $0["experiment"] == "quiz" })
        let id = try #require(runs[0]["id"]?.stringValue)
        for text in ["latest", "given:second", String(id.prefix(8)), id] {
            #expect(try await command.run("show", text, "--json").json["run"]?["id"]?.stringValue == id)
        }
        #expect(try await command.run("runs", "--limit", "1").lines.count == 2)
    }

    @Test func `samples, failures and lineage`() async throws {
        #expect(try await command.run("eval", "spec.yaml").status == 0)
        let sample = try await command.run("show", "given:outputs", "q5", "--json").json
        #expect(sample[0]?["outputs"] == "no idea" && sample[0]?["scores"]?[0]?["value"] == false)
        let place = try await command.run("show", "given:outputs", "7", "--json").json
        #expect(place[0]?["id"] == "q7")
        let failures = try await command.run("show", "given:outputs", "--failures", "exact_match", "--limit", "3", "--json").json
        #expect(failures.arrayValue?.compactMap { $0["id"]?.stringValue } == ["q5", "q10", "q15"])
        let lineage = try await command.run("show", "given:outputs", "--lineage", "--json").json
        #expect(lineage["datasets"]?[0]?["profile"]?["num_rows"] == 20)
        #expect(lineage["models"]?[0]?["provider"] == "given")
        let artifacts = lineage["artifacts"]?.arrayValue?.compactMap { $0["path"]?.stringValue } ?? []
        #expect(artifacts == ["eval_results_table.json", "touchstone/manifest.json"])
    }

    @Test func `a candidate that is worse ends a pipeline that asks for it`() async throws {
        try command.writeRows(100)
        let rows = try command.read("rows.jsonl").replacing("\"second\":\"a", with: "\"second\":\"none a")
        try command.write("rows.jsonl", rows)
        #expect(try await command.run("eval", "spec.yaml").status == 1)
        #expect(try await command.run("compare", "given:outputs", "given:second").status == 0)
        #expect(try await command.run("compare", "given:outputs", "given:second", "--fail-on", "inconclusive").status == 0)
        #expect(try await command.run("compare", "given:outputs", "given:second", "--fail-on", "worse").status == 1)
        #expect(try await command.run("compare", "given:second", "given:outputs", "--fail-on", "better").status == 1)
    }

    @Test func `a page draws the bounds of the gates`() async throws {
        #expect(try await command.run("eval", "spec.yaml").status == 0)
        let page = try await command.run("report", "given:outputs", "--format", "html").output
        #expect(page.contains("<title>gate: exact_match &gt;= 0.4</title>") || page.contains("<title>gate: exact_match >= 0.4</title>"))
    }

    @Test func `rows without ids are known by their places, whatever ids others have`() async throws {
        try command.write(
            "mixed.jsonl",
            "{\"id\":\"2\",\"outputs\":\"a\",\"expected\":\"a\"}\n{\"outputs\":\"b\",\"expected\":\"b\"}\n{\"id\":\"1\",\"outputs\":\"c\",\"expected\":\"d\"}\n"
        )
        try command.write("mixed.yaml", "data: mixed.jsonl\nscorers: [exact_match]\n")
        for _ in 0..<2 {
            let outcome = try await command.run("eval", "mixed.yaml", "--json")
            #expect(try outcome.json["runs"]?[0]?["sample_counts"]?["total"] == 3)
            #expect(outcome.messages.isEmpty)
        }
        let ids = try await command.run("runs", "--json").json.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
        let comparison = try await command.run("compare", ids[0], ids[1], "--json").json["comparisons"]?[0]?["metrics"]?[0]
        #expect(comparison?["verdict"]?["n"] == 3)
        #expect(try await command.run("show", "latest", "2", "--json").json[0]?["outputs"] == "a")
        #expect(try await command.run("show", "latest", "3", "--json").json[0]?["outputs"] == "c")
    }

    @Test func `runs side by side, pair by pair`() async throws {
        #expect(try await command.run("eval", "spec.yaml").status == 0)
        let compared = try await command.run("compare", "given:outputs", "given:second", "--json").json
        let comparison = try #require(compared["comparisons"]?[0])
        #expect(comparison["baseline"]?["name"] == "given:outputs" && comparison["candidate"]?["name"] == "given:second")
        // Right answers: 16 before, 15 after; q20 is wrong in both.
        #expect(comparison["metrics"]?[0]?["verdict"]?["diff"]?["estimate"]?.doubleValue.map { abs($0 + 0.05) < 1e-9 } == true)
        #expect(comparison["flips"]?.arrayValue?.count == 7)
        for format in ["table", "md", "html", "junit", "csv"] {
            let outcome = try await command.run("compare", "given:outputs", "given:second", "--format", format)
            #expect(outcome.status == 0 && !outcome.output.isEmpty)
        }
        for (words, status) in [(["worse"], Int32(0)), (["inconclusive"], 2), (["worse", "inconclusive"], 2), (["equivalent"], 0)] {
            let options = words.flatMap { ["--fail-on", $0] }
            #expect(try await command.start(["compare", "given:outputs", "given:second"] + options).end().status == status)
        }
        #expect(try await command.run("compare", "given:outputs", "given:second", "--fail-on", "bad").status == 64)
        let other = try await command.run("compare", "given:outputs", "given:second", "--metric", "rougeL", "--json")
        #expect(other.status == 64)
        #expect(other.messages == "touchstone: \"rougeL\" is not a score that both runs have of single samples; there are exact_match\n")
    }
}
