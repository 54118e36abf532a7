/// How a gate's outcome is coloured and marked.
enum GateTone {
    static func tone(_ outcome: GateReport.Outcome) -> TerminalStyle.Tone {
        switch outcome {
        case .passed: .good
        case .failed: .bad
        case .inconclusive: .open
        }
    }

    /// The word with its sign, so that colour is never alone.
    static func mark(_ outcome: GateReport.Outcome) -> String {
        switch outcome {
        case .passed: "✓ passed"
        case .failed: "✗ failed"
        case .inconclusive: "? inconclusive"
        }
    }
}

/// Gates as lines of a terminal: a table where the sentences fit, else each sentence below its gate.
enum GateLines {
    static func lines(_ gates: [GateReport], _ style: TerminalStyle) -> [String] {
        let names = gates.map { DisplayWidth.of($0.text) }.max() ?? 0
        let sentences = gates.map { DisplayWidth.of($0.sentence) }.max() ?? 0
        guard names + sentences + 20 > style.width else { return table(gates, style) }
        return gates.flatMap { gate in
            let first =
                style.paint(style.plain(GateTone.mark(gate.outcome)), GateTone.tone(gate.outcome)) + "  "
                + style.paint(
                    style.plain(DisplayWidth.safe(gate.text)), .strong)
            let sentence = style.plain(DisplayWidth.safe(gate.sentence))
            return [first] + DisplayWidth.wrapped(sentence, to: max(40, style.width) - 4).map { "    " + $0 }
        }
    }

    private static func table(_ gates: [GateReport], _ style: TerminalStyle) -> [String] {
        guard !gates.isEmpty else { return [] }
        let columns: [TextTable.Column] = [.init(title: "gate"), .init(title: "outcome"), .init(title: "why", shrinks: true)]
        let rows = gates.map { gate -> [TextTable.Cell] in
            [.init(gate.text, .strong), .init(GateTone.mark(gate.outcome), GateTone.tone(gate.outcome)), .init(gate.sentence)]
        }
        return TextTable(columns: columns, rows: rows).lines(style)
    }
}
