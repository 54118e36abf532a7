import Reporting
import Scoring
import Statistics
import TouchstoneJSON

/// "Has it changed?": the distribution of a column in later periods, or in a second file, against a reference.
package struct DriftQuestion: Sendable {
    /// The column.
    package var column: String
    /// The column that names the period of a row.
    package var period: String?
    /// The reference period; the first one unless given.
    package var reference: String?
    /// Whether numbers are names of categories.
    package var isCategorical = false
    /// The smallest effect that matters: of the Kolmogorov–Smirnov distance for numbers, of the total variation for categories.
    package var threshold = 0.1
    /// 1 − level is the rate of false alarms over all periods together.
    package var level = 0.95

    /// A question about a column.
    package init(column: String) { self.column = column }

    /// All columns that must be read.
    package var columnNames: [String] { [column] + [period].compactMap { $0 } }

    /// The answer for periods of one table.
    package func answer(_ table: ColumnTable) throws -> StatisticsReport {
        guard let period else { throw Undefined("one file needs a column of periods, or a second file to compare it with") }
        let series = DriftSeries(table, column, isCategorical: isCategorical)
        var rows: [String: [Int]] = [:]
        var names: [String] = []
        var unnamed = 0
        for (row, label) in table.labels(period).enumerated() {
            guard let label else {
                unnamed += 1
                continue
            }
            if rows[label] == nil { names.append(label) }
            rows[label, default: []].append(row)
        }
        let first = try referenceName(names, table.source)
        let current = names.filter { $0 != first }
        guard !current.isEmpty else { throw Undefined("all rows belong to one period, so there is nothing to compare") }
        var warnings = table.warnings + series.warnings
        if unnamed > 0 { warnings.append("\(unnamed) rows name no \(period) and were left out") }
        let before = series.sample(rows[first] ?? [])
        let figures = current.map { DriftFigure($0, before, series.sample(rows[$0] ?? [])) }
        return try report(figures, against: first, warnings, ["data": table.json])
    }

    /// The answer for a second file against a first.
    package func answer(_ table: ColumnTable, against other: ColumnTable) throws -> StatisticsReport {
        let series = DriftSeries(table, column, isCategorical: isCategorical)
        let later = DriftSeries(other, column, isCategorical: isCategorical || series.isCategorical)
        let first = series.isCategorical == later.isCategorical ? series : DriftSeries(table, column, isCategorical: true)
        let figure = DriftFigure(other.source, first.sample(0..<table.rowCount), later.sample(0..<other.rowCount))
        let warnings = table.warnings + other.warnings + first.warnings + later.warnings
        return try report([figure], against: table.source, warnings, ["data": table.json, "current_data": other.json])
    }

    private func referenceName(_ names: [String], _ source: String) throws -> String {
        guard let reference else {
            guard let first = names.first else { throw Undefined("no row names a period") }
            return first
        }
        guard names.contains(reference) else {
            let hint = closestName(to: reference, among: names).map { " (did you mean \"\($0)\"?)" } ?? ""
            throw DataProblem(
                source: source,
                reason: "no row belongs to the period \"\(reference)\"\(hint); periods are \(names.prefix(20).joined(separator: ", "))")
        }
        return reference
    }

    private func report(
        _ alone: [DriftFigure], against reference: String, _ warnings: [String], _ members: JSONObject
    ) throws -> StatisticsReport {
        let figures = try decided(alone)
        if let reason = figures.first?.undefinedReason, figures.allSatisfy({ $0.undefinedReason != nil }) { throw Undefined(reason) }
        let text = DriftText(column: column, reference: reference, threshold: threshold, level: level)
        let sheet = FigureSheet(
            sentences: [text.sentence(figures)], columns: text.columns(figures), rows: figures.map(text.row), notes: text.notes(figures),
            warnings: warnings + figures.flatMap { figure in figure.warnings.map { "\(figure.name): \($0)" } })
        var object = members
        object["column"] = .string(column)
        object["reference"] = .string(reference)
        object["kind"] = .string(figures.contains { $0.isCategorical } ? "categorical" : "numeric")
        object["threshold"] = JSONValue(threshold)
        object["level"] = JSONValue(level)
        object["drifted"] = .bool(figures.contains { $0.outcome == .drifted })
        object["comparisons"] = .array(figures.map(\.json))
        return StatisticsReport("drift", sheet, object)
    }

    /// The figures with p-values adjusted for all periods, and what they come to.
    private func decided(_ figures: [DriftFigure]) throws(Undefined) -> [DriftFigure] {
        let adjusted = try Multiplicity.holm.adjust(figures.compactMap(\.pValue))
        var next = adjusted.makeIterator()
        return figures.map { figure in
            var figure = figure
            guard figure.pValue != nil, let p = next.next(), let effect = figure.effect else { return figure }
            figure.adjustedPValue = p
            figure.outcome = p >= 1 - level ? .notSeen : effect >= threshold ? .drifted : .small
            return figure
        }
    }
}
