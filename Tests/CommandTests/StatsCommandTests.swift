import Foundation
import Testing
import TouchstoneJSON

@Suite struct StatsCommandTests {
    private let command: Command

    init() throws { command = try Command() }

    private func stats(_ arguments: [String], input: Data = Data()) async throws -> CommandOutcome {
        try await command.start(["stats"] + arguments, input: input).end()
    }

    private func json(_ arguments: String..., input: Data = Data()) async throws -> JSONValue {
        let outcome = try await stats(arguments + ["--json"], input: input)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try outcome.json
    }

    private func column(_ name: String, _ values: [Double]) throws {
        try command.write(name, "score\n" + values.map { "\($0)\n" }.joined())
    }

    @Test func `a rate comes with its verdict first, then the table`() async throws {
        try command.write("a.csv", "id,ok\n" + (0..<40).map { "\($0),\($0 < 32 ? "true" : "false")\n" }.joined())
        let outcome = try await stats(["interval", "a.csv", "--column", "ok"])
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("ok: 80 % of 40 samples pass, 95 % interval 65.2 % to 89.5 % (wilson).\n\nfigure "))
        #expect(outcome.output.contains("ok         0.800  [0.652, 0.895]"))
    }

    @Test func `cells without a number are counted and shown, never dropped silently`() async throws {
        try command.write("a.csv", "score\n1.5\n\nNaN\n2.5\nn/a\noops\n3.5\n")
        let outcome = try await stats(["interval", "a.csv", "--column", "score"])
        #expect(outcome.output.contains("the mean of 3 samples is 2.500"))
        #expect(outcome.output.contains("3 of 6 rows have no number in score; line 7 holds \"oops\""))
    }

    @Test func `values of scored rows are reached by their path`() async throws {
        let rows = (0..<20).map { "{\"scores\":{\"exact_match\":{\"value\":\($0 % 4 != 0)}}}\n" }.joined()
        let answer = try await json("interval", "-", "--column", "scores.exact_match", input: Data(rows.utf8))
        #expect(answer["figures"]?[0]?["estimate"] == .number(0.75))
        let wrong = try await stats(["interval", "-", "--column", "exact_match"], input: Data(rows.utf8))
        #expect(wrong.status == 65 && wrong.errors.contains("did you mean \"scores.exact_match\"?"))
    }

    @Test func `gzip and CSV on standard input work`() async throws {
        try command.write("a.csv", "score\n1\n2\n3\n")
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = [command.folder.appending(path: "a.csv").path]
        try gzip.run()
        gzip.waitUntilExit()
        #expect(try await json("interval", "a.csv.gz", "--column", "score")["figures"]?[0]?["estimate"] == 2.0)
        let piped = try await json("interval", "-", "--format", "csv", "--column", "score", input: Data("score\n1\n2\n6\n".utf8))
        #expect(piped["figures"]?[0]?["estimate"] == 3.0)
        let unsaid = try await stats(["interval", "-", "--column", "score"], input: Data("score\n1\n2\n".utf8))
        #expect(unsaid.status == 65 && unsaid.errors.contains("--format csv"))
    }

    @Test func `a quantile has the interval of order statistics`() async throws {
        try column("a.csv", (1...100).map(Double.init))
        let figure = try await json("interval", "a.csv", "--column", "score", "--quantile", "0.5")["figures"]?[0]
        #expect(figure?["estimate"] == 50.5 && figure?["interval"]?["lo"] == 40.0 && figure?["interval"]?["hi"] == 61.0)
        let extreme = try await json("interval", "a.csv", "--column", "score", "--quantile", "0.99")["figures"]?[0]
        #expect(extreme?["interval"]?["hi"] == .null && extreme?["interval"]?["lo"] != .null)
    }

    @Test func `clusters widen the interval of a mean and of a quantile`() async throws {
        let rows = (0..<40).flatMap { cluster in (0..<5).map { "c\(cluster),\(Double(cluster * cluster % 41) + 0.01 * Double($0))\n" } }
        try command.write("a.csv", "cluster,score\n" + rows.joined())
        for more in [[], ["--quantile", "0.5"]] {
            let arguments = ["interval", "a.csv", "--column", "score", "--json"] + more
            var widths: [Double] = []
            for clusters in [[], ["--cluster", "cluster"]] {
                let interval = try await stats(arguments + clusters).json["figures"]?[0]?["interval"]
                widths.append((interval?["hi"]?.doubleValue ?? .nan) - (interval?["lo"]?.doubleValue ?? .nan))
            }
            #expect(widths[1] > 1.5 * widths[0], "\(widths)")
        }
    }

    @Test func `paired numbers have the t interval of their differences`() async throws {
        try command.write("a.csv", "old,new\n10,11\n20,22\n30,33\n")
        let verdict = try await json("compare", "a.csv", "--baseline", "old", "--candidate", "new")["comparisons"]?[0]
        let difference = verdict?["diff"]
        #expect(difference?["estimate"] == 2.0)
        #expect(abs((difference?["interval"]?["lo"]?.doubleValue ?? 0) + 0.4841377118) < 1e-9)
        #expect(verdict?["p"]?["raw"] == 0.25 && verdict?["verdict"] == "inconclusive")
    }

    @Test func `several candidates are one family`() async throws {
        let rows = (0..<60).map { "\($0 % 2),\($0 < 40 ? 1 : $0 % 2),\($0 == 0 ? 1 : $0 % 2)\n" }
        try command.write("a.csv", "old,new,other\n" + rows.joined())
        let answer = try await json("compare", "a.csv", "--baseline", "old", "--candidate", "new", "--candidate", "other")
        let tests = (0..<2).compactMap { answer["comparisons"]?[$0]?["p"] }
        #expect(tests.count == 2 && tests.allSatisfy { $0["adjustment"] == "holm" && $0["family_size"] == 2 })
        #expect(tests[0]["adjusted"]?.doubleValue == (tests[0]["raw"]?.doubleValue ?? 0) * 2)
        #expect(answer["comparisons"]?[0]?["verdict"] == "better" && answer["comparisons"]?[1]?["verdict"] == "inconclusive")
    }

    @Test func `polarity and margin decide the verdict`() async throws {
        let rows = (0..<200).map { "\(Double($0 % 7)),\(Double($0 % 7) + 0.01 + ($0 % 2 == 0 ? 0.001 : -0.001))\n" }
        try command.write("a.csv", "old,new\n" + rows.joined())
        for (options, verdict) in [([], "better"), (["--lower-is-better"], "worse"), (["--margin", "0.02"], "equivalent")] {
            let outcome = try await stats(["compare", "a.csv", "--baseline", "old", "--candidate", "new"] + options)
            #expect(outcome.output.hasPrefix("new is \(verdict) "), "\(outcome.output)")
        }
    }

    @Test func `two files are paired by ids when enough of them are in both`() async throws {
        try command.write("a.csv", "id,score\n" + (0..<50).map { "r\($0),\($0 % 3 == 0 ? 1 : 0)\n" }.joined())
        try command.write("b.csv", "id,score\n" + (0..<50).reversed().map { "r\($0),\($0 % 2 == 0 ? 1 : 0)\n" }.joined())
        try command.write("c.csv", "id,score\n" + (40..<90).map { "r\($0),\($0 % 2)\n" }.joined())
        let paired = try await json("compare", "a.csv", "b.csv", "--column", "score", "--id", "id")
        #expect(paired["paired"] == true && paired["comparisons"]?[0]?["n"] == 50)
        #expect(paired["comparisons"]?[0]?["diff"]?["higher"] == 16 && paired["comparisons"]?[0]?["diff"]?["lower"] == 8)
        let apart = try await json("compare", "a.csv", "c.csv", "--column", "score", "--id", "id")
        #expect(apart["paired"] == false && apart["warnings"]?.text().contains("only 10 ids are in both files") == true)
        try command.write("d.csv", "id,score\nr1,1\nr1,0\n")
        let twice = try await stats(["compare", "a.csv", "d.csv", "--column", "score", "--id", "id"])
        #expect(twice.status == 65 && twice.errors.contains("\"r1\" occurs twice"))
    }

    @Test func `independent files get Fisher's test`() async throws {
        try column("a.csv", (0..<10).map { $0 < 2 ? 1 : 0 })
        try column("b.csv", (0..<10).map { $0 < 8 ? 1 : 0 })
        let verdict = try await json("compare", "a.csv", "b.csv", "--column", "score")["comparisons"]?[0]
        #expect(verdict?["p"]?["method"] == "fisher exact")
        #expect(abs((verdict?["p"]?["raw"]?.doubleValue ?? 0) - 0.0230141) < 1e-6)
    }

    @Test func `power answers whichever of the three is missing`() async throws {
        let needed = try await json("power", "--difference", "0.02", "--rate", "0.8")
        #expect(needed["answer"]?["samples"] == 6039)
        #expect(
            needed["sentence"]?.stringValue?.hasPrefix("To show a rise of 0.02 from a rate of 0.8 with 80 % power takes 6,039")
                == true)
        let shown = try await json("power", "--n", "6039", "--rate", "0.8")["answer"]?["difference"]?.doubleValue ?? 0
        #expect(abs(shown - 0.02) < 1e-5)
        let power = try await json("power", "--n", "6039", "--rate", "0.8", "--difference", "0.02")["answer"]?["power"]?.doubleValue ?? 0
        #expect(abs(power - 0.8) < 1e-4)
        #expect(try await json("power", "--difference", "0.02", "--rate", "0.8", "--design-effect", "2")["answer"]?["samples"] == 12078)
    }

    @Test func `impossible designs are usage errors`() async throws {
        for (arguments, message) in [
            (["--difference", "0.3", "--rate", "0.8"], "rates lie between 0 and 1"),
            (["--difference", "0.02", "--paired"], "needs --discordant"),
            (["--difference", "0.2", "--paired", "--discordant", "0.1"], "cannot come from a discordance of 0.1"),
            (["--difference", "0"], "other than 0"), ([], "give --difference, or --n"),
        ] {
            let outcome = try await stats(["power"] + arguments)
            #expect(outcome.status == 64 && outcome.errors.contains(message), "\(outcome.errors)")
        }
    }

    @Test func `the coefficient that suits the ratings is the one to judge by`() async throws {
        let rows = (0..<100).map {
            "\($0 % 2),\($0 % 10 == 0 ? 1 - $0 % 2 : $0 % 2),\(1),\($0 == 5 ? 0 : 1),\($0 % 4 + 1),\(min(4, $0 % 4 + 1 + $0 % 2))\n"
        }
        try command.write("a.csv", "a,b,c,d,e,f\n" + rows.joined())
        func main(_ first: String, _ second: String) async throws -> String? {
            try await json("agreement", "a.csv", "--draws", "200", "--rater", first, "--rater", second)["main"]?.stringValue
        }
        #expect(try await main("a", "b") == "cohen's kappa")
        #expect(try await main("c", "d") == "gwet's ac1")
        #expect(try await main("e", "f") == "cohen's kappa, quadratic")
        let many = try await json("agreement", "a.csv", "--draws", "200", "--rater", "a", "--rater", "b", "--rater", "c")
        #expect(many["main"] == "krippendorff's alpha, nominal")
    }

    @Test func `perfect agreement does not claim to be certain`() async throws {
        try command.write("a.csv", "a,b\n" + (0..<12).map { "\($0 % 3),\($0 % 3)\n" }.joined())
        let answer = try await json("agreement", "a.csv", "--draws", "200", "--rater", "a", "--rater", "b")
        let kappa = answer["figures"]?.arrayValue?.first { $0["metric"] == "cohen's kappa, quadratic" }
        #expect(kappa?["estimate"] == 1.0 && kappa?["interval"] == .null)
    }

    @Test func `words count as ordered when their order is given`() async throws {
        let words = ["low", "mid", "high"]
        try command.write(
            "a.csv", "a,b\n" + (0..<30).map { "\(words[$0 % 3]),\(words[min(2, $0 % 3 + ($0 % 5 == 0 ? 1 : 0))])\n" }.joined())
        let plain = try await json("agreement", "a.csv", "--draws", "200", "--rater", "a", "--rater", "b")
        let ordered = try await json("agreement", "a.csv", "--draws", "200", "--rater", "a", "--rater", "b", "--order", "low,mid,high")
        #expect(plain["weights"] == "identity" && ordered["weights"] == "quadratic" && ordered["scale"] == "ordinal")
        let wrong = try await stats(["agreement", "a.csv", "--rater", "a", "--rater", "b", "--order", "low,high"])
        #expect(wrong.status == 65 && wrong.errors.contains("\"mid\" is not in the order given"))
    }

    @Test func `few labels are reported alone, a weak judge is refused`() async throws {
        try command.write("a.csv", "judge,human\n" + (0..<100).map { "\($0 % 2),\($0 < 20 ? "\($0 % 2)" : "")\n" }.joined())
        let few = try await json("correct", "a.csv", "--judge", "judge", "--human", "human")
        #expect(few["main"] == "labels alone" && few["labelled"] == 20 && few["unlabelled"] == 80)
        try command.write("b.csv", "judge,human\n" + (0..<100).map { "\($0 % 2),\($0 < 60 ? "\($0 / 2 % 2)" : "")\n" }.joined())
        let weak = try await stats(["correct", "b.csv", "--judge", "judge", "--human", "human", "--labels-from-elsewhere"])
        #expect(weak.status == 65 && weak.errors.contains("rogan-gladen"))
        let fair = try await json("correct", "b.csv", "--judge", "judge", "--human", "human")
        #expect(fair["main"] == "ppi" && fair["ppi"]?["weight"]?.doubleValue ?? 1 < 0.2)
    }

    @Test func `periods are compared with the first and adjusted together`() async throws {
        var rows = "month,score,kind\n"
        for month in 1...3 {
            for row in 0..<80 { rows += "2025-0\(month),\(Double(row * 7 % 80) / 80 + (month == 3 ? 0.4 : 0)),\(row % month)\n" }
        }
        try command.write("a.csv", rows)
        let answer = try await json("drift", "a.csv", "--column", "score", "--by", "month")
        #expect(answer["drifted"] == true && answer["comparisons"]?[0]?["verdict"] == "not seen")
        #expect(answer["comparisons"]?[1]?["verdict"] == "drifted" && answer["comparisons"]?[1]?["name"] == "2025-03")
        let outcome = try await stats(["drift", "a.csv", "--column", "score", "--by", "month", "--threshold", "0.9"])
        #expect(outcome.output.hasPrefix("score differs from 2025-01 beyond chance in 2025-03, but by less than 0.9."))
        let kinds = try await json("drift", "a.csv", "--column", "kind", "--by", "month", "--categorical", "--reference", "2025-02")
        #expect(kinds["kind"] == "categorical" && kinds["comparisons"]?[0]?["tvd"] == 0.5)
        let wrong = try await stats(["drift", "a.csv", "--column", "score", "--by", "month", "--reference", "2025-2"])
        #expect(wrong.status == 65 && wrong.errors.contains("did you mean \"2025-02\"?"))
    }

    @Test func `a shift within the rows is found where it happens`() async throws {
        try column("a.csv", (0..<400).map { (row: Int) -> Double in Double(row * 37 % 100) / 100 + (row < 250 ? 0 : 1) })
        let answer = try await json("drift", "a.csv", "--column", "score", "--stream")
        let alarms = answer["alarms"]?.arrayValue ?? []
        for detector in ["cusum", "adwin"] {
            let first = alarms.first { $0["detector"]?.stringValue == detector }
            #expect((252...310).contains(first?["line"]?.intValue ?? 0) && first?["direction"] == "up", "\(alarms)")
            #expect(abs((first?["since_line"]?.intValue ?? 0) - 252) < 40, "\(alarms)")
        }
        let quiet = try await stats(["drift", "a.csv", "--column", "score", "--stream", "--warm-up", "400"])
        #expect(quiet.status == 65 && quiet.errors.contains("lower --warm-up"))
    }

    @Test func `data that cannot answer end with status 65 and the reason`() async throws {
        try command.write("empty.csv", "score\n")
        try command.write("one.csv", "score,human,period\n0.5,x,p\n")
        for (arguments, reason) in [
            (["interval", "empty.csv", "--column", "score"], "there are no rows"),
            (["interval", "one.csv", "--column", "scroe"], "did you mean \"score\"?"),
            (["interval", "one.csv", "--column", "score"], "at least 2 rows"),
            (["interval", "one.csv", "--column", "human"], "holds no number; line 2 holds \"x\""),
            (["interval", "none.csv", "--column", "score"], "cannot be opened"),
            (["interval", "one.csv", "--column", "score", "--binary"], "neither a pass (1) nor a fail (0)"),
            (["compare", "one.csv", "one.csv", "--column", "score"], "at least 2 rows of each run are needed"),
            (["agreement", "one.csv", "--rater", "score", "--rater", "human"], "at least 2 rows"),
            (["correct", "one.csv", "--judge", "score", "--human", "human"], "holds no number"),
            (["drift", "one.csv", "--column", "score", "--by", "period"], "one period"),
        ] {
            let outcome = try await stats(arguments)
            #expect(outcome.status == 65 && outcome.output.isEmpty && outcome.errors.contains(reason), "\(arguments): \(outcome.errors)")
        }
    }

    @Test func `the same seed gives the same bytes`() async throws {
        try column("a.csv", (0..<20).map { Double($0 * $0 % 17) })
        var runs: [String] = []
        for seed in ["1", "1", "2"] {
            runs.append(try await stats(["interval", "a.csv", "--column", "score", "--seed", seed, "--json"]).output)
        }
        #expect(runs[0] == runs[1] && runs[0] != runs[2] && runs[0].contains("bootstrap-t"))
    }
}
