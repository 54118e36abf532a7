import Statistics

/// An interval drawn on one line of text: `···├──●──┤····`.
struct IntervalBar {
    /// The left and right end of the line.
    let scale: ClosedRange<Double>
    /// Where a reference line stands, such as no difference.
    var reference: Double?
    let unicode: Bool

    /// The line, as many characters wide as asked.
    func line(estimate: Double?, interval: Interval?, width: Int) -> String {
        guard width > 2, let estimate, estimate.isFinite else { return String(repeating: " ", count: max(0, width)) }
        let signs = unicode ? Signs.unicode : Signs.ascii
        var cells = [Character](repeating: signs.empty, count: width)
        if let reference { cells[place(reference, width)] = signs.reference }
        if let interval, !interval.lower.isNaN, !interval.upper.isNaN, interval.lower <= interval.upper {
            let (start, end) = (place(interval.lower, width), place(interval.upper, width))
            for position in start...end { cells[position] = signs.line }
            cells[start] = interval.lower < scale.lowerBound ? signs.before : signs.start
            cells[end] = interval.upper > scale.upperBound ? signs.beyond : signs.end
        }
        cells[place(estimate, width)] = signs.point
        return String(cells)
    }

    /// The column of a value; values outside the scale stand at its ends.
    private func place(_ value: Double, _ width: Int) -> Int {
        let span = scale.upperBound - scale.lowerBound
        let share = span > 0 ? (value - scale.lowerBound) / span : 0.5
        guard share > 0 else { return 0 }
        return share >= 1 ? width - 1 : Int((share * Double(width - 1)).rounded())
    }

    private struct Signs {
        let empty: Character
        let line: Character
        let start: Character
        let end: Character
        let before: Character
        let beyond: Character
        let point: Character
        let reference: Character

        static let unicode = Signs(
            empty: "·", line: "─", start: "├", end: "┤", before: "◂", beyond: "▸", point: "●", reference: "┊")
        static let ascii = Signs(empty: ".", line: "-", start: "[", end: "]", before: "<", beyond: ">", point: "o", reference: "|")
    }
}
