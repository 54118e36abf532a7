import Reporting
package import Statistics
import TouchstoneJSON

/// "How many samples does it take?", "what could these show?", "how likely would they show it?": whichever of the three is not given.
package struct PowerQuestion: Sendable {
    /// The comparison that is planned.
    package var design: ComparisonDesign
    /// The difference to show, candidate minus baseline.
    package var difference: Double?
    /// Samples of each run.
    package var samples: Int?
    /// The power wanted.
    package var power = 0.8

    /// A question about a design.
    package init(_ design: ComparisonDesign) { self.design = design }

    /// The answer. Throws `Undefined` for a design that cannot be, and where nothing shows the difference.
    package func answer() throws(Undefined) -> StatisticsReport {
        switch (difference, samples) {
        case (let difference?, let samples?): try achievedPower(difference, Double(samples))
        case (let difference?, nil): try samplesNeeded(difference)
        case (nil, let samples?): try smallestDifference(Double(samples))
        case (nil, nil): throw Undefined("a difference or a number of samples is needed")
        }
    }

    private var powers: [Double] { Set([0.8, 0.9, 0.95, power]).sorted() }

    private func samplesNeeded(_ difference: Double) throws(Undefined) -> StatisticsReport {
        let exact = try design.samples(difference: difference, power: power)
        let count = Self.count(exact)
        let sentence =
            "To show \(text(of: difference)) with \(NumberText.percent(power)) power takes \(Self.samples(count)) \(design.perRun)."
        let rows = [difference / 2, difference, difference * 2].map { difference -> [FigureSheet.Cell] in
            [.text(NumberText.given(difference))]
                + powers.map { power in
                    .text((try? design.samples(difference: difference, power: power)).map { NumberText.count(Self.count($0)) } ?? "—")
                }
        }
        let sheet = sheet(sentence, "difference", rows)
        return report(sheet, difference: difference, samples: count, exactSamples: exact, power: power)
    }

    private func smallestDifference(_ samples: Double) throws(Undefined) -> StatisticsReport {
        let rise = design.smallestDifference(samples: samples, power: power)
        let fall = design.smallestDifference(samples: samples, power: power, isFall: true)
        guard let found = rise ?? fall else {
            throw Undefined("\(Self.samples(Int(samples))) show no difference at all with \(NumberText.percent(power)) power")
        }
        let other = design.isLopsided ? fall.map { rise == nil ? "" : " (or a fall of \(NumberText.short(-$0)))" } ?? "" : ""
        let sentence =
            "\(Self.samples(Int(samples))) \(design.perRun) show \(text(of: found, isLeast: true))\(other) with \(NumberText.percent(power)) power."
        let rows = [samples / 2, samples, samples * 2, samples * 4].map { samples -> [FigureSheet.Cell] in
            [.text(NumberText.count(Self.count(samples)))]
                + powers.map { power in
                    .text(design.smallestDifference(samples: samples, power: power, isFall: rise == nil).map(NumberText.short) ?? "—")
                }
        }
        return report(sheet(sentence, "samples", rows), difference: found, samples: Int(samples), exactSamples: nil, power: power)
    }

    private func achievedPower(_ difference: Double, _ samples: Double) throws(Undefined) -> StatisticsReport {
        let power = try design.power(difference: difference, samples: samples)
        let needed = (try? design.samples(difference: difference, power: self.power)).map {
            "; \(NumberText.percent(self.power)) would take \(NumberText.count(Self.count($0)))"
        }
        let sentence =
            "\(Self.samples(Int(samples))) \(design.perRun) show \(text(of: difference)) with \(NumberText.percent(power)) power\(needed ?? "")."
        let rows = [samples / 2, samples, samples * 2, samples * 4].map { samples -> [FigureSheet.Cell] in
            let power = try? design.power(difference: difference, samples: samples)
            return [.text(NumberText.count(Self.count(samples))), .text(power.map(NumberText.percent) ?? "—")]
        }
        let sheet = FigureSheet(
            sentences: [sentence], columns: [.init("samples", .number), .init("power", .number)], rows: rows, notes: notes)
        return report(sheet, difference: difference, samples: Int(samples), exactSamples: nil, power: power)
    }

    /// A sheet with a column for each power.
    private func sheet(_ sentence: String, _ first: String, _ rows: [[FigureSheet.Cell]]) -> FigureSheet {
        let columns = [FigureSheet.Column(first, .number)] + powers.map { FigureSheet.Column("\(NumberText.percent($0)) power", .number) }
        return FigureSheet(sentences: [sentence], columns: columns, rows: rows, notes: notes)
    }

    private func report(
        _ sheet: FigureSheet, difference: Double, samples: Int, exactSamples: Double?, power: Double
    ) -> StatisticsReport {
        var answer: JSONObject = [
            "difference": JSONValue(difference), "samples": JSONValue(samples), "power": JSONValue(power),
            "per": .string(design.isPaired ? "both runs" : "each run"),
        ]
        if let exactSamples { answer["samples_exact"] = JSONValue(exactSamples) }
        return StatisticsReport("power", sheet, ["design": design.json, "answer": .object(answer)])
    }

    private var notes: [String] { [design.assumptions] }

    private func text(of found: Double, isLeast: Bool = false) -> String {
        let size = found == difference ? NumberText.given(abs(found)) : NumberText.short(abs(found))
        let kind = design.fromRate.isEmpty ? "difference" : found < 0 ? "fall" : "rise"
        return "a \(kind) of \(isLeast ? "at least " : "")\(size)\(design.fromRate)"
    }

    /// Rounded up, held where whole numbers end.
    private static func count(_ samples: Double) -> Int { Int(min(max(samples, 1).rounded(.up), 1e15)) }

    private static func samples(_ count: Int) -> String { NumberText.count(count) + (count == 1 ? " sample" : " samples") }
}
