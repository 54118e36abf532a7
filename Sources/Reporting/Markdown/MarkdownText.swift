/// Foreign text made safe within Markdown.
enum MarkdownText {
    /// The text on one line, with everything escaped that Markdown or HTML would obey, and mentions broken so that nobody is notified.
    static func inline(_ text: String, limit: Int = 200) -> String {
        let cut = DisplayWidth.cut(DisplayWidth.safe(text), to: limit, ellipsis: "…")
        var result = ""
        for scalar in cut.unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!": result += "\\" + String(scalar)
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "@": result += "@\u{2060}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A short name in code type; backticks and bars, which would end it or the cell, are replaced.
    static func code(_ text: String) -> String {
        let safe = DisplayWidth.cut(DisplayWidth.safe(text), to: 120, ellipsis: "…")
        return "`" + String(safe.map { $0 == "`" ? "'" : $0 == "|" ? "¦" : $0 }) + "`"
    }

    /// A table; a title that starts with `>` aligns its column to the right.
    static func table(_ titles: [String], _ rows: [[String]]) -> String {
        let header = titles.map { $0.hasPrefix(">") ? String($0.dropFirst()) : $0 }
        let rule = titles.map { $0.hasPrefix(">") ? "---:" : "---" }
        return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    /// A part that is folded away until it is opened.
    static func folded(_ summary: String, _ content: String) -> String {
        "<details><summary>\(summary)</summary>\n\n\(content)\n\n</details>"
    }

    static func mark(_ outcome: GateReport.Outcome) -> String {
        switch outcome {
        case .passed: "✅ passed"
        case .failed: "❌ failed"
        case .inconclusive: "❔ inconclusive"
        }
    }

    static func gates(_ gates: [GateReport]) -> String? {
        guard !gates.isEmpty else { return nil }
        return table(["gate", "outcome", "why"], gates.map { [code($0.text), mark($0.outcome), inline($0.sentence)] })
    }

    static func warnings(_ warnings: [String]) -> String? {
        warnings.isEmpty ? nil : warnings.map { "- ⚠️ " + inline($0, limit: 400) }.joined(separator: "\n")
    }
}
