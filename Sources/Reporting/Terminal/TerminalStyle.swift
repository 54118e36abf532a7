/// How a terminal wants its text.
package struct TerminalStyle: Sendable, Hashable {
    /// Columns to fill; at least 40 are used.
    package var width: Int
    /// Whether to colour.
    package var colour: Bool
    /// Whether to draw with characters beyond ASCII.
    package var unicode: Bool

    /// A style; by default 80 columns, no colour, Unicode.
    package init(width: Int = 80, colour: Bool = false, unicode: Bool = true) {
        self.width = width
        self.colour = colour
        self.unicode = unicode
    }

    /// What the environment asks for.
    ///
    /// Colours need a terminal whose `TERM` is not `dumb`, and an absent or empty `NO_COLOR` (https://no-color.org). Characters beyond
    /// ASCII need a UTF-8 locale when one is set. `COLUMNS` wins over the given width.
    package init(environment: [String: String], isTerminal: Bool, width: Int? = nil) {
        let wantsNone = !(environment["NO_COLOR"] ?? "").isEmpty
        let locale = (environment["LC_ALL"].flatMap { $0.isEmpty ? nil : $0 } ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? "")
            .lowercased()
        self.width = environment["COLUMNS"].flatMap { Int($0) } ?? width ?? 100
        self.colour = isTerminal && !wantsNone && environment["TERM"] != "dumb"
        self.unicode = locale.isEmpty || locale.hasSuffix("utf-8") || locale.hasSuffix("utf8")
    }

    /// The parts of a report that have a colour of their own.
    enum Tone: String {
        case good = "32"
        case bad = "31"
        case open = "33"
        case faint = "2"
        case strong = "1"
    }

    /// The text in the tone, or as it is when colours are off.
    func paint(_ text: String, _ tone: Tone?) -> String {
        guard colour, let tone, !text.isEmpty else { return text }
        return "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m"
    }

    /// What stands for cut text.
    var ellipsis: String { unicode ? "…" : "..." }

    /// Replaces the few signs beyond ASCII that reports use themselves, when they are not wanted.
    func plain(_ text: String) -> String {
        guard !unicode else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "…": result += "..."
            case "—", "–": result += "-"
            case "→": result += "->"
            case "≥": result += ">="
            case "≤": result += "<="
            case "∞": result += "inf"
            case "✓": result += "ok"
            case "✗": result += "x"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
