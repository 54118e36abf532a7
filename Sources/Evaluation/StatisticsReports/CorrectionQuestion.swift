import Reporting
import Statistics
import TouchstoneJSON

/// "What would people have said?": a judge's scores of many rows corrected by human labels of some.
package struct CorrectionQuestion: Sendable {
    /// The judge's column.
    package var judge: String
    /// The people's columns; empty where a row has no label.
    package var humans: [String]
    /// Whether the labelled rows come from another run, so that only the judge's error rates carry over.
    package var isCalibratedElsewhere = false
    /// What the alt-test grants the judge for being cheap: 0.2 against experts, 0.15 skilled, 0.1 crowd annotators.
    package var epsilon = 0.2
    /// The coverage.
    package var level = 0.95

    /// A judge against people.
    package init(judge: String, humans: [String]) {
        self.judge = judge
        self.humans = humans
    }

    /// All columns that must be read.
    package var columnNames: [String] { [judge] + humans }

    /// The answer. Throws `Undefined` when no row has both, or the correction's preconditions do not hold.
    package func answer(_ table: ColumnTable) throws -> StatisticsReport {
        let labels = try HumanLabels(judge: table.numbers(judge), humans: humans.map(table.numbers))
        guard !labels.labelled.isEmpty else { throw Undefined("no row has both a label of \(humans[0]) and a score of \(judge)") }
        let figures = CorrectionFigures(labels, level: level)
        let (main, reason) = choose(figures, labels)
        if let undefined = main.undefinedReason { throw Undefined("\(main.metric): \(undefined)") }
        let test = humans.count >= 3 ? Result { try alternative(labels) } : nil
        var notes = reason
        if case .success(let test)? = test { notes += Self.lines(test) }
        var warnings = table.warnings + labels.warnings
        if case .failure(let error)? = test { warnings.append("no alt-test: \((error as? Undefined)?.reason ?? "\(error)")") }
        warnings += main.warnings.map { "\(main.metric): \($0)" }
        var sentences = [sentence(main, figures, labels)]
        if case .success(let test)? = test { sentences.append(sentence(test)) }
        let sheet = FigureSheet.figures(
            figures.all(withMean: !isCalibratedElsewhere), sentences: sentences, notes: notes, warnings: warnings)
        return StatisticsReport("correct", sheet, json(table, main, figures, labels, try? test?.get()))
    }

    /// The figure to report, and why.
    private func choose(_ figures: CorrectionFigures, _ labels: HumanLabels) -> (Verdict, [String]) {
        let rogan = "rogan-gladen holds where the judge errs as often on these rows as on the labelled ones, even if the pass rate differs"
        if isCalibratedElsewhere { return (figures.roganGladen, [rogan]) }
        guard let mean = figures.predictionPowered, mean.undefinedReason == nil else {
            return (figures.labelsAlone, ["the labels alone are reported, because ppi has no estimate"])
        }
        var notes = ["ppi holds where the labelled rows are a random sample of all rows, however bad the judge is"]
        if let ratio = figures.effectiveRatio, ratio.isFinite {
            let worth = Int(min(Double(labels.labelled.count) * ratio, 1e15).rounded())
            notes.append("with the judge's help the \(labels.labelled.count) labels are worth \(NumberText.count(worth))")
        }
        if figures.roganGladen.estimate != nil { notes.append(rogan) }
        return (mean, notes)
    }

    private func alternative(_ labels: HumanLabels) throws -> AltTest {
        try AltTest(
            judge: labels.byItem(labels.judge),
            people: Dictionary(zip(humans, labels.humans.map { labels.byItem($0) })) { first, _ in first },
            scoring: labels.isGraded ? .negativeRMSE : .accuracy, epsilon: epsilon)
    }

    private func sentence(_ main: Verdict, _ figures: CorrectionFigures, _ labels: HumanLabels) -> String {
        let size =
            "\(NumberText.count(labels.labelled.count)) \(labels.labelled.count == 1 ? "label" : "labels") and "
            + "\(NumberText.count(labels.unlabelled.count)) rows judged only"
        let (subject, alone) = labels.isPassFail ? ("the pass rate", NumberText.percent) : ("the mean", NumberText.short)
        let uncorrected = figures.judgeAlone.estimate.map { "; the judge alone says \(alone($0))" } ?? ""
        return "By \(size), \(subject) is \(main.clause(isRate: labels.isPassFail))\(uncorrected)."
    }

    private func sentence(_ test: AltTest) -> String {
        let wins = test.annotators.count { $0.isBeaten }
        let result = test.passes ? "The judge may stand in for the people" : "The judge may not stand in for the people"
        return "\(result): it holds its own against \(wins) of \(test.annotators.count) (alt-test, epsilon \(NumberText.given(epsilon)))."
    }

    private static func lines(_ test: AltTest) -> [String] {
        test.annotators.map {
            "alt-test: as good as \($0.name) on \(NumberText.percent($0.advantage)) of \($0.items) items, "
                + "p \(NumberText.probability($0.pValue)), \($0.isBeaten ? "holds its own" : "does not hold its own")"
        }
    }

    private func json(
        _ table: ColumnTable, _ main: Verdict, _ figures: CorrectionFigures, _ labels: HumanLabels, _ test: AltTest?
    ) -> JSONObject {
        var object: JSONObject = [
            "data": table.json, "labelled": JSONValue(labels.labelled.count), "unlabelled": JSONValue(labels.unlabelled.count),
            "main": .string(main.metric), "figures": .array(figures.all(withMean: !isCalibratedElsewhere).map(\.json)),
        ]
        if let weight = figures.weight {
            object["ppi"] = ["weight": JSONValue(weight), "effective_ratio": JSONValue(figures.effectiveRatio)]
        }
        if let bound = figures.youdenLowerBound { object["youden_lower_bound"] = JSONValue(bound) }
        if let test {
            object["alt_test"] = [
                "passes": .bool(test.passes), "winning_rate": JSONValue(test.winningRate),
                "advantage_probability": JSONValue(test.advantageProbability), "epsilon": JSONValue(epsilon),
                "annotators": .array(
                    test.annotators.map {
                        [
                            "name": .string($0.name), "items": JSONValue($0.items), "advantage": JSONValue($0.advantage),
                            "p": JSONValue($0.pValue), "beaten": .bool($0.isBeaten),
                        ]
                    }),
            ]
        }
        return object
    }
}
