import Foundation
import Testing
import TouchstoneJSON

/// Golden values through the whole command: files in, JSON out.
@Suite struct StatsGoldenTests {
    private let command: Command

    init() throws { command = try Command() }

    /// The first rows of a function in a file of golden vectors that fulfil a condition.
    private func rows(_ file: String, _ function: String, _ count: Int, where isWanted: (JSONValue) -> Bool = { _ in true }) throws
        -> [JSONValue]
    {
        let path = DocumentationPage.root.appending(path: "Tests/Golden/statistics/\(file).jsonl")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        let found = try lines.lazy.map { try JSONValue(parsing: String($0)) }.filter { $0["fn"]?.stringValue == function }.filter(isWanted)
        let first = Array(found.prefix(count))
        try #require(first.count == count)
        return first
    }

    private func answer(_ arguments: [String]) async throws -> JSONValue {
        let outcome = try await command.start(["stats"] + arguments + ["--json"]).end()
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try outcome.json
    }

    private func isClose(_ value: JSONValue?, _ expected: JSONValue?, _ tolerance: Double = 1e-9) -> Bool {
        guard let value = value?.doubleValue, let expected = expected?.doubleValue else { return false }
        return abs(value - expected) <= tolerance * max(1, abs(expected))
    }

    /// Writes columns of equal length; null leaves a cell empty.
    private func write(_ name: String, _ columns: [(String, [JSONValue])]) throws {
        var text = columns.map(\.0).joined(separator: ",") + "\n"
        for row in columns[0].1.indices {
            text += columns.map { $0.1[row].isNull ? "" : $0.1[row].text() }.joined(separator: ",") + "\n"
        }
        try command.write(name, text)
    }

    private func repeated(_ value: JSONValue, _ count: JSONValue?) -> [JSONValue] { repeated(value, count?.intValue ?? 0) }

    private func repeated(_ value: JSONValue, _ count: Int) -> [JSONValue] { Array(repeating: value, count: count) }

    private func figure(_ name: String, _ answer: JSONValue) -> JSONValue? {
        answer["figures"]?.arrayValue?.first { $0["metric"]?.stringValue == name }
    }

    @Test func `means, rates and clustered means`() async throws {
        for row in try rows("mean_se_ci", "mean_se_ci", 4, where: { (3..<15).contains($0["input"]?["x"]?.arrayValue?.count ?? 0) }) {
            let level = 1 - (row["input"]?["alpha"]?.doubleValue ?? 0)
            try write("a.csv", [("x", row["input"]?["x"]?.arrayValue ?? [])])
            let found = try await answer(["interval", "a.csv", "--column", "x", "--level", "\(level)"])["figures"]?[0]
            #expect(isClose(found?["estimate"], row["expected"]?["mean"]))
            #expect(
                isClose(found?["interval"]?["lo"], row["expected"]?["t_ci"]?[0])
                    && isClose(found?["interval"]?["hi"], row["expected"]?["t_ci"]?[1]))
        }
        for row in try rows("proportion_ci", "proportion_ci", 4, where: { (2..<300).contains($0["input"]?["n"]?.intValue ?? 0) }) {
            let (k, n) = (row["input"]?["k"]?.intValue ?? 0, row["input"]?["n"]?.intValue ?? 0)
            let level = 1 - (row["input"]?["alpha"]?.doubleValue ?? 0)
            try write("a.csv", [("x", repeated(1, .integer(Int64(k))) + repeated(0, .integer(Int64(n - k))))])
            let interval = try await answer(["interval", "a.csv", "--column", "x", "--level", "\(level)"])["figures"]?[0]?["interval"]
            #expect(isClose(interval?["lo"], row["expected"]?["wilson"]?[0]) && isClose(interval?["hi"], row["expected"]?["wilson"]?[1]))
        }
    }

    @Test func `paired passes`() async throws {
        for row in try rows(
            "paired_binary", "paired_binary", 4, where: { $0["input"]?["alpha"] == 0.05 && ($0["input"]?["both"]?.intValue ?? 0) < 400 })
        {
            let input = row["input"]
            try write(
                "a.csv",
                [
                    (
                        "a",
                        repeated(1, input?["both"]) + repeated(1, input?["only_a"]) + repeated(0, input?["only_b"])
                            + repeated(0, input?["neither"])
                    ),
                    (
                        "b",
                        repeated(1, input?["both"]) + repeated(0, input?["only_a"]) + repeated(1, input?["only_b"])
                            + repeated(0, input?["neither"])
                    ),
                ])
            let verdict = try await answer(["compare", "a.csv", "--baseline", "b", "--candidate", "a"])["comparisons"]?[0]
            #expect(isClose(verdict?["diff"]?["estimate"], row["expected"]?["diff"]))
            #expect(isClose(verdict?["p"]?["raw"], row["expected"]?["mcnemar_exact_p"]))
            #expect(isClose(verdict?["other_tests"]?[0]?["raw"], row["expected"]?["mcnemar_midp"]))
            let interval = verdict?["diff"]?["interval"]
            #expect(
                isClose(interval?["lo"], row["expected"]?["diff_tango"]?[0], 1e-8)
                    && isClose(interval?["hi"], row["expected"]?["diff_tango"]?[1], 1e-8))
        }
    }

    @Test func `sample sizes`() async throws {
        let designs: [(String, String, (JSONValue) -> [String])] = [
            ("n_paired_t", "n", { ["--paired", "--difference-sd", "1", "--difference", $0["effect_dz"]?.text() ?? ""] }),
            ("n_per_group_t", "n", { ["--sd", "1", "--difference", $0["effect_d"]?.text() ?? ""] }),
            (
                "n_mcnemar_connor", "n",
                { ["--paired", "--discordant", $0["discordant"]?.text() ?? "", "--difference=\($0["diff"]?.text() ?? "")"] }
            ),
            (
                "n_two_proportions", "n_per_group_pooled",
                { ["--rate", $0["p1"]?.text() ?? "", "--difference=\(($0["p2"]?.doubleValue ?? 0) - ($0["p1"]?.doubleValue ?? 0))"] }
            ),
        ]
        for (function, key, arguments) in designs {
            for row in try rows("power", function, 2) {
                let input = row["input"] ?? .null
                let shared = ["--alpha", input["alpha"]?.text() ?? "", "--power", input["power"]?.text() ?? ""]
                let found = try await answer(["power"] + arguments(input) + shared)["answer"]
                #expect(isClose(found?["samples_exact"], row["expected"]?[key], 1e-5), "\(row)")
            }
        }
    }

    @Test func `agreement of two raters and of many`() async throws {
        for row in try rows("agreement", "agreement_two_raters", 3, where: { ($0["input"]?["labels"]?.arrayValue?.count ?? 0) > 2 }) {
            try write("a.csv", [("h", row["input"]?["human"]?.arrayValue ?? []), ("j", row["input"]?["judge"]?.arrayValue ?? [])])
            let plain = try await answer(["agreement", "a.csv", "--draws", "100", "--rater", "h", "--rater", "j", "--weights", "identity"])
            #expect(isClose(figure("same rating", plain)?["estimate"], row["expected"]?["po"]))
            #expect(isClose(figure("cohen's kappa", plain)?["estimate"], row["expected"]?["kappa"]))
            let weighted = try await answer(["agreement", "a.csv", "--draws", "100", "--rater", "h", "--rater", "j"])
            #expect(isClose(figure("cohen's kappa, quadratic", weighted)?["estimate"], row["expected"]?["kappa_quadratic"]))
        }
        for row in try rows("krippendorff", "krippendorff_alpha", 2) {
            let raters = row["input"]?["ratings_by_rater"]?.arrayValue ?? []
            try write("a.csv", raters.enumerated().map { ("r\($0)", $1.arrayValue ?? []) })
            for scale in ["nominal", "ordinal", "interval", "ratio"] {
                let names = raters.indices.flatMap { ["--rater", "r\($0)"] }
                let found = try await answer(["agreement", "a.csv", "--draws", "100", "--scale", scale] + names)
                #expect(isClose(figure("krippendorff's alpha, \(scale)", found)?["estimate"], row["expected"]?["alpha_\(scale)"]))
            }
        }
    }

    @Test func `rates corrected by Rogan and Gladen`() async throws {
        for row in try rows(
            "rogan_gladen", "rogan_gladen", 2,
            where: { $0["input"]?["alpha"] == 0.05 && ($0["expected"]?["youden"]?.doubleValue ?? 0) > 0.5 })
        {
            let input = row["input"]
            func count(_ key: String) -> Int { input?[key]?.intValue ?? 0 }
            func cells(_ value: JSONValue, _ number: Int) -> [JSONValue] { Array(repeating: value, count: number) }
            let (falsePasses, misses) = (count("cal_neg") - count("cal_true_neg"), count("cal_pos") - count("cal_true_pos"))
            let judge =
                cells(1, count("judge_pass")) + cells(0, count("n") - count("judge_pass")) + cells(0, count("cal_true_neg"))
                + cells(1, falsePasses) + cells(1, count("cal_true_pos")) + cells(0, misses)
            let human = cells(.null, count("n")) + cells(0, count("cal_neg")) + cells(1, count("cal_pos"))
            try write("a.csv", [("judge", judge), ("human", human)])
            let found = try await answer(["correct", "a.csv", "--judge", "judge", "--human", "human", "--labels-from-elsewhere"])
            let rate = figure("rogan-gladen", found)
            #expect(isClose(rate?["estimate"], row["expected"]?["estimate"]))
            #expect(
                isClose(rate?["interval"]?["lo"], row["expected"]?["lee2025_ci"]?[0])
                    && isClose(rate?["interval"]?["hi"], row["expected"]?["lee2025_ci"]?[1]))
        }
    }

    /// 100 labels: of 60 passes the judge passes 50, of 40 fails it passes 8; of 900 other rows it passes 500. By the formula of PPI++.
    @Test func `rates helped by a judge`() async throws {
        let labels = repeated(1, 60) + repeated(0, 40) + repeated(.null, 900)
        let judge = repeated(1, 50) + repeated(0, 10) + repeated(1, 8) + repeated(0, 32) + repeated(1, 500) + repeated(0, 400)
        try write("a.csv", [("judge", judge), ("human", labels)])
        let covariance = 0.5 - 0.6 * 0.58
        let passes = 558.0
        let variance = passes * (1000 - passes) / 1000 / 999
        let weight = covariance / ((1 + 100.0 / 900) * variance)
        let estimate = weight * 500 / 900 + 0.6 - weight * 0.58
        let rest = (50 * (1 - weight) * (1 - weight) + 10 + 8 * weight * weight) / 100 - (0.6 - weight * 0.58) * (0.6 - weight * 0.58)
        let error = (weight * weight * (500.0 / 900) * (400.0 / 900) / 900 + rest / 100).squareRoot()
        let found = try await answer(["correct", "a.csv", "--judge", "judge", "--human", "human"])
        #expect(found["main"] == "ppi" && isClose(found["ppi"]?["weight"], .number(weight)))
        let figure = figure("ppi", found)
        #expect(isClose(figure?["estimate"], .number(estimate)))
        #expect(isClose(figure?["interval"]?["lo"], .number(estimate - 1.959963984540054 * error)))
    }

    @Test func `judges in place of people`() async throws {
        for row in try rows(
            "alt_test", "alt_test", 2,
            where: {
                $0["input"]?["scoring"] == "accuracy" && $0["input"]?["min_instances_per_human"] == 30
                    && ($0["input"]?["humans"]?.objectValue?.count ?? 0) >= 3
            })
        {
            let people = row["input"]?["humans"]?.objectValue ?? [:]
            let items = row["input"]?["llm"]?.objectValue ?? [:]
            var columns = [("judge", items.map(\.value))]
            for person in people { columns.append((person.key, items.map { person.value[$0.key] ?? .null })) }
            try write("a.csv", columns)
            let humans = people.flatMap { ["--human", $0.key] }
            let test = try await answer(
                ["correct", "a.csv", "--judge", "judge", "--epsilon", row["input"]?["epsilon"]?.text() ?? ""] + humans)[
                    "alt_test"]
            #expect(isClose(test?["winning_rate"], row["expected"]?["winning_rate"]))
            #expect(isClose(test?["advantage_probability"], row["expected"]?["avg_advantage_probability"]))
            #expect(test?["passes"] == row["expected"]?["llm_may_replace"])
        }
    }

    @Test func `drift between files and along rows`() async throws {
        for row in try rows("drift", "drift_two_sample", 3) {
            try write("a.csv", [("x", row["input"]?["reference"]?.arrayValue ?? [])])
            try write("b.csv", [("x", row["input"]?["current"]?.arrayValue ?? [])])
            let found = try await answer(["drift", "a.csv", "b.csv", "--column", "x"])["comparisons"]?[0]
            #expect(isClose(found?["ks"], row["expected"]?["ks_stat"]) && isClose(found?["wasserstein"], row["expected"]?["wasserstein"]))
        }
        for row in try rows("drift", "drift_categorical", 2) {
            for (name, key) in [("a.csv", "reference_counts"), ("b.csv", "current_counts")] {
                let counts = row["input"]?[key]?.arrayValue ?? []
                try write(name, [("x", counts.enumerated().flatMap { repeated(.string("c\($0)"), $1) })])
            }
            let found = try await answer(["drift", "a.csv", "b.csv", "--column", "x"])["comparisons"]?[0]
            #expect(isClose(found?["chi2"], row["expected"]?["chi2"]) && isClose(found?["p"], row["expected"]?["p"]))
            #expect(
                isClose(found?["js_distance"], row["expected"]?["js_distance_base2"])
                    && isClose(found?["cramers_v"], row["expected"]?["cramers_v"]))
        }
        for row in try rows("stream_detectors", "stream_detectors", 2, where: { $0["input"]?["adwin"]?["delta"] == 0.002 }) {
            try write("a.csv", [("x", row["input"]?["x"]?.arrayValue ?? [])])
            let cusum = row["input"]?["cusum"]
            let found = try await answer([
                "drift", "a.csv", "--column", "x", "--stream", "--target", cusum?["target"]?.text() ?? "", "--target-sd",
                cusum?["sd"]?.text() ?? "",
                "--slack", cusum?["k"]?.text() ?? "", "--limit", cusum?["h"]?.text() ?? "",
            ])
            for detector in ["cusum", "adwin"] {
                let places = (found["alarms"]?.arrayValue ?? []).filter { $0["detector"]?.stringValue == detector }.map {
                    ($0["value"]?.intValue ?? 0) - 1
                }
                #expect(places == row["expected"]?["\(detector)_alarms"]?.arrayValue?.compactMap(\.intValue), "\(detector)")
            }
        }
    }
}
