/// A table of aligned columns that gives up columns, least needed first, until it fits.
struct TextTable {
    /// One column.
    struct Column {
        let title: String
        var alignsRight = false
        /// Columns with the highest number are dropped first; 0 is never dropped.
        var expendable = 0
        /// Takes the space that is left, between these widths.
        var stretch: ClosedRange<Int>?
        /// Cut when the table does not fit otherwise; the last such column first.
        var shrinks = false
    }

    /// One cell: its text, how it is painted, and for a stretching column how it is drawn at a width.
    struct Cell {
        var text = ""
        var tone: TerminalStyle.Tone?
        var draw: ((Int) -> String)?

        init(_ text: String, _ tone: TerminalStyle.Tone? = nil) {
            self.text = DisplayWidth.safe(text)
            self.tone = tone
        }

        init(draw: @escaping (Int) -> String) { self.draw = draw }
    }

    let columns: [Column]
    let rows: [[Cell]]

    private static let gap = 2

    /// The lines of the table, none wider than the style's width where that can be had.
    func lines(_ style: TerminalStyle) -> [String] {
        let total = max(40, style.width)
        var kept = Array(columns.indices)
        var widths = columns.indices.map { naturalWidth($0, style) }
        while needed(kept, widths) > total, let victim = kept.filter({ columns[$0].expendable > 0 }).max(by: isKeptLonger) {
            kept.removeAll { $0 == victim }
        }
        for index in kept.reversed() where columns[index].shrinks {
            let excess = needed(kept, widths) - total
            if excess > 0 { widths[index] = max(8, widths[index] - excess) }
        }
        for index in kept {
            guard let stretch = columns[index].stretch else { continue }
            widths[index] = min(stretch.upperBound, widths[index] + max(0, total - needed(kept, widths)))
        }
        let header = kept.map { pad(columns[$0].title, $0, widths[$0], .faint, style) }
        return [joined(header)] + rows.map { row in joined(kept.map { cell(row, $0, widths[$0], style) }) }
    }

    private func isKeptLonger(_ left: Int, _ right: Int) -> Bool { columns[left].expendable < columns[right].expendable }

    private func needed(_ kept: [Int], _ widths: [Int]) -> Int {
        kept.reduce(0) { $0 + widths[$1] } + Self.gap * max(0, kept.count - 1)
    }

    private func naturalWidth(_ index: Int, _ style: TerminalStyle) -> Int {
        if let stretch = columns[index].stretch { return stretch.lowerBound }
        let texts = rows.map { index < $0.count ? DisplayWidth.of(style.plain($0[index].text)) : 0 }
        return max(DisplayWidth.of(columns[index].title), texts.max() ?? 0)
    }

    private func cell(_ row: [Cell], _ index: Int, _ width: Int, _ style: TerminalStyle) -> String {
        guard index < row.count else { return String(repeating: " ", count: width) }
        if let draw = row[index].draw { return draw(width) }
        return pad(row[index].text, index, width, row[index].tone, style)
    }

    private func pad(_ text: String, _ index: Int, _ width: Int, _ tone: TerminalStyle.Tone?, _ style: TerminalStyle) -> String {
        let cut = DisplayWidth.cut(style.plain(text), to: width, ellipsis: style.ellipsis)
        let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(cut)))
        return columns[index].alignsRight ? space + style.paint(cut, tone) : style.paint(cut, tone) + space
    }

    private func joined(_ cells: [String]) -> String {
        var line = cells.joined(separator: String(repeating: " ", count: Self.gap))
        while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
        return line
    }
}
