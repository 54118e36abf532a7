import Foundation
import Reporting
import Statistics
import TouchstoneJSON

/// "Since when?": the rows of a column in their order, watched by CUSUM and ADWIN.
package struct StreamQuestion: Sendable {
    /// The column.
    package var column: String
    /// Mean and deviation without a shift, where they are known.
    package var target: (mean: Double, deviation: Double)?
    /// Else the first rows, which tell them.
    package var warmUp = 100
    /// CUSUM's slack, in standard deviations.
    package var slack = 0.5
    /// CUSUM's limit, in standard deviations.
    package var limit = 5.0
    /// ADWIN's confidence parameter.
    package var delta = 0.002

    /// A question about a column.
    package init(column: String) { self.column = column }

    /// One alarm.
    private struct Alarm {
        let detector: String
        let line: Int
        let position: Int
        let since: Int
        let mean: Double
        let direction: String
    }

    private static let shown = 20
    private static let kept = 1_000

    /// The answer. Throws `Undefined` below so many numbers that nothing is left to watch, and without variance in the first rows.
    package func answer(_ table: ColumnTable) throws -> StatisticsReport {
        let read = try table.numbers(column)
        let rows = read.values.enumerated().compactMap { row, value in value.map { (row, $0) } }
        let start = try target ?? learnt(rows.map(\.1))
        let alarms = try cumulative(rows, start, table) + adaptive(rows, table)
        let ordered = alarms.sorted { ($0.position, $0.detector) < ($1.position, $1.detector) }
        return report(table, read, ordered, rows.count, start)
    }

    /// Values that CUSUM learns from instead of watching them.
    private var learning: Int { target == nil ? warmUp : 0 }

    private func learnt(_ values: [Double]) throws(Undefined) -> (mean: Double, deviation: Double) {
        guard values.count > warmUp else {
            throw Undefined("\(values.count) numbers leave nothing to watch after the first \(warmUp); lower --warm-up")
        }
        let first = try Moments(Array(values.prefix(warmUp)))
        let deviation = try first.standardDeviation()
        guard deviation > 0 else {
            throw Undefined("the first \(warmUp) numbers are all equal, so their spread says nothing; raise --warm-up")
        }
        return (first.mean, deviation)
    }

    /// CUSUM's alarms; the shift is taken to begin where the sum last left 0.
    private func cumulative(_ rows: [(Int, Double)], _ start: (mean: Double, deviation: Double), _ table: ColumnTable) throws -> [Alarm] {
        var chart = try CumulativeSum(target: start.mean, standardDeviation: start.deviation, slack: slack, limit: limit)
        var alarms: [Alarm] = []
        var (rise, fall) = (learning, learning)
        for (position, (row, value)) in rows.enumerated().dropFirst(learning) {
            let isAlarm = try chart.observe(value)
            if chart.upper == 0 { rise = position + 1 }
            if chart.lower == 0 { fall = position + 1 }
            guard isAlarm else { continue }
            let isRise = chart.upper > limit
            let first = isRise ? rise : fall
            let mean = try Moments(rows[first...position].map(\.1)).mean
            alarms.append(
                Alarm(
                    detector: "cusum", line: table.line(ofRow: row), position: position, since: table.line(ofRow: rows[first].0),
                    mean: mean,
                    direction: isRise ? "up" : "down"))
            (rise, fall) = (position + 1, position + 1)
        }
        return alarms
    }

    /// ADWIN's alarms; the shift is taken to begin where the window that remains begins.
    private func adaptive(_ rows: [(Int, Double)], _ table: ColumnTable) throws -> [Alarm] {
        var window = try AdaptiveWindow(delta: delta)
        var alarms: [Alarm] = []
        for (position, (row, value)) in rows.enumerated() {
            let before = window.mean ?? value
            guard try window.observe(value) else { continue }
            let after = window.mean ?? value
            let first = max(0, position + 1 - window.count)
            alarms.append(
                Alarm(
                    detector: "adwin", line: table.line(ofRow: row), position: position, since: table.line(ofRow: rows[first].0),
                    mean: after,
                    direction: after >= before ? "up" : "down"))
        }
        return alarms
    }

    private func report(
        _ table: ColumnTable, _ column: NumberColumn, _ alarms: [Alarm], _ count: Int, _ start: (mean: Double, deviation: Double)
    ) -> StatisticsReport {
        let rows = alarms.prefix(Self.shown).map { alarm -> [FigureSheet.Cell] in
            [
                .text(alarm.detector), .text(NumberText.count(alarm.line)), .text(NumberText.count(alarm.position + 1)),
                .text(alarm.direction), .text(NumberText.count(alarm.since)), .text(NumberText.short(alarm.mean)),
            ]
        }
        let columns: [FigureSheet.Column] = [
            .init("detector"), .init("line", .number), .init("value", .number), .init("direction"), .init("since line", .number),
            .init("mean since", .number),
        ]
        let expected = expectedFalseAlarms(count - learning)
        var notes = [
            "cusum: mean \(NumberText.short(start.mean)), deviation \(NumberText.short(start.deviation))"
                + (target == nil ? " of the first \(warmUp) values" : "")
                + ", slack \(NumberText.given(slack)), limit \(NumberText.given(limit)); adwin: delta \(NumberText.given(delta))",
            "without any shift cusum would alarm about \(NumberText.short(expected)) times in so many values",
        ]
        if alarms.count > Self.shown { notes.append("\(alarms.count - Self.shown) more alarms; --json lists them") }
        let sheet = FigureSheet(
            sentences: [sentence(alarms, count)], columns: columns, rows: rows, notes: notes,
            warnings: table.warnings + [column.warning].compactMap { $0 })
        return StatisticsReport(
            "drift",
            sheet,
            [
                "data": table.json, "column": .string(self.column), "values": JSONValue(count), "warm_up": JSONValue(learning),
                "target": JSONValue(start.mean), "sd": JSONValue(start.deviation), "alarm_count": JSONValue(alarms.count),
                "expected_false_alarms": JSONValue(expected),
                "alarms": .array(
                    alarms.prefix(Self.kept).map {
                        [
                            "detector": .string($0.detector), "line": JSONValue($0.line), "value": JSONValue($0.position + 1),
                            "direction": .string($0.direction), "since_line": JSONValue($0.since), "mean": JSONValue($0.mean),
                        ]
                    }),
            ])
    }

    private func sentence(_ alarms: [Alarm], _ count: Int) -> String {
        let parts = ["cusum", "adwin"].map { detector -> String in
            let own = alarms.filter { $0.detector == detector }
            guard let first = own.first else { return "\(detector) never alarms" }
            return "\(detector) alarms \(own.count == 1 ? "once" : "\(NumberText.count(own.count)) times"), first at line "
                + "\(NumberText.count(first.line)) (\(first.direction))"
        }
        let opening = alarms.isEmpty ? "No shift of \(column) is seen in" : "\(column) in"
        return "\(opening) \(NumberText.count(count)) values: \(parts.joined(separator: "; "))."
    }

    /// How often CUSUM alarms without a shift, by Siegmund's approximation (1985) of its run length on normal values.
    private func expectedFalseAlarms(_ count: Int) -> Double {
        let exponent = 2 * slack * (limit + 1.166)
        let runLength = slack > 0 ? (exp(exponent) - exponent - 1) / (2 * slack * slack) : (limit + 1.166) * (limit + 1.166)
        return 2 * Double(count) / runLength
    }
}
