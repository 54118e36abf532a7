package import Statistics

/// An answer in figures for people: the verdict in sentences, an aligned table, then what to know before believing it.
package struct FigureSheet: Sendable {
    /// One cell of the table.
    package enum Cell: Sendable {
        /// A text or a number that has been written out.
        case text(String)
        /// An estimate with its interval, drawn.
        case bar(Double?, Interval?)
        /// Better, worse, equivalent or inconclusive.
        case outcome(Verdict.Outcome?)
    }

    /// One column of the table.
    package struct Column: Sendable {
        /// How its cells stand.
        package enum Kind: Sendable, Hashable {
            /// To the left.
            case text
            /// To the right.
            case number
            /// Drawn on one scale for the whole column; of differences, on both sides of zero.
            case bar(isDifference: Bool)
        }

        var title: String
        var kind: Kind
        var expendable: Int

        /// A column. Where the table is too wide, columns with the highest `expendable` go first; 0 never goes.
        package init(_ title: String, _ kind: Kind = .text, expendable: Int = 0) {
            self.title = title
            self.kind = kind
            self.expendable = expendable
        }
    }

    /// The answer in plain words, one sentence or more.
    package var sentences: [String]
    /// The table's columns.
    package var columns: [Column]
    /// The table's rows, a cell per column.
    package var rows: [[Cell]]
    /// How the figures were made and what they mean.
    package var notes: [String]
    /// What a reader should know before believing them.
    package var warnings: [String]

    /// A sheet.
    package init(
        sentences: [String], columns: [Column] = [], rows: [[Cell]] = [], notes: [String] = [], warnings: [String] = []
    ) {
        self.sentences = sentences
        self.columns = columns
        self.rows = rows
        self.notes = notes
        self.warnings = warnings
    }

    /// The sheet as text for a terminal.
    package func text(_ style: TerminalStyle) -> String {
        let width = max(40, style.width)
        let verdict = sentences.flatMap { DisplayWidth.wrapped(style.plain(DisplayWidth.safe($0)), to: width) }
        let remarks =
            notes.flatMap { Self.hanging($0, "", nil, style) } + warnings.flatMap { Self.hanging($0, "warning  ", .open, style) }
        return [verdict, table(style), remarks].filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func table(_ style: TerminalStyle) -> [String] {
        guard !rows.isEmpty else { return [] }
        let bars = columns.indices.map { bar(of: $0, style) }
        let cells = rows.map { row in
            zip(row, bars).enumerated().map { index, pair in cell(pair.0, pair.1, isFirst: index == 0) }
        }
        return TextTable(columns: columns.map(Self.column), rows: cells).lines(style)
    }

    private static func column(_ column: Column) -> TextTable.Column {
        switch column.kind {
        case .text: .init(title: column.title, expendable: column.expendable)
        case .number: .init(title: column.title, alignsRight: true, expendable: column.expendable)
        case .bar: .init(title: column.title, expendable: column.expendable, stretch: 12...33)
        }
    }

    private func cell(_ cell: Cell, _ bar: IntervalBar?, isFirst: Bool) -> TextTable.Cell {
        switch cell {
        case .text(let text): .init(text, isFirst ? .strong : nil)
        case .outcome(let outcome): .init(outcome?.rawValue ?? "undefined", TerminalComparison.tone(outcome))
        case .bar(let estimate, let interval):
            .init(draw: { bar?.line(estimate: estimate, interval: interval, width: $0) ?? String(repeating: " ", count: $0) })
        }
    }

    /// The bar on which all estimates of a column have room; nil for columns that draw nothing.
    private func bar(of index: Int, _ style: TerminalStyle) -> IntervalBar? {
        guard case .bar(let isDifference) = columns[index].kind else { return nil }
        let values = rows.flatMap { row -> [Double] in
            guard index < row.count, case .bar(let estimate, let interval) = row[index] else { return [] }
            return [estimate, interval?.lower, interval?.upper].compactMap { $0 }
        }
        let scale = isDifference ? PlotScale(differences: values) : PlotScale(holding: values)
        return IntervalBar(scale: scale.lower...scale.upper, reference: isDifference ? 0 : nil, unicode: style.unicode)
    }

    /// A remark behind its mark, further lines below its beginning.
    private static func hanging(_ text: String, _ mark: String, _ tone: TerminalStyle.Tone?, _ style: TerminalStyle) -> [String] {
        let lines = DisplayWidth.wrapped(style.plain(DisplayWidth.safe(text)), to: max(40, style.width) - mark.count)
        return lines.enumerated().map { index, line in
            if mark.isEmpty { return style.paint(line, .faint) }
            return index == 0 ? style.paint(mark, tone) + line : String(repeating: " ", count: mark.count) + line
        }
    }
}
