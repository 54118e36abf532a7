/// The frame that the pages share: head with style and policy, landmarks, the list of records, script.
///
/// The page loads nothing: its policy forbids every connection, and only the one script whose digest it names may run.
package enum HTMLPage {
    /// Everything up to and including the start of `main`.
    static func begin(_ writer: inout MarkupWriter, title: String, sections: [(id: String, name: String)]) {
        writer.literal("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        writer.empty("meta", ["http-equiv": "Content-Security-Policy", "content": PageScript.policy])
        writer.literal("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        writer.literal("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
        writer.element("title", text: title)
        writer.newline()
        writer.element("style") { $0.literal(PageStyle.sheet) }
        writer.literal("\n</head>\n<body>\n")
        writer.element("a", ["class": "skip", "href": "#main"], text: "Skip to the content")
        writer.element("nav", ["class": "sections", "aria-label": "Sections"]) { writer in
            writer.element("span", ["class": "brand"], text: "Touchstone")
            for section in sections { writer.element("a", ["href": "#" + section.id], text: section.name) }
        }
        writer.literal("\n<main id=\"main\">\n")
    }

    /// The end of `main`, a footer, the records that were written already, and the script.
    static func end(_ writer: inout MarkupWriter) {
        writer.element("script") { $0.literal(PageScript.source) }
        writer.literal("\n</body>\n</html>\n")
    }

    /// The end of `main` and the footer; data blocks follow it.
    static func endMain(_ writer: inout MarkupWriter, version: String?) {
        writer.literal("</main>\n")
        writer.element("footer") { writer in
            writer.text("Written by Touchstone" + (version.map { " " + $0 } ?? "") + ". Times are UTC. ")
            writer.text("Intervals show the values that fit the data at the stated level; ")
            writer.text("failed and unscored samples are counted beside each figure, never inside it.")
        }
        writer.newline()
    }

    /// The banner: what it is, its name, and the verdict in plain words.
    static func banner(
        _ writer: inout MarkupWriter, eyebrow: String, title: String, headline: String, tone: String, sentence: String, facts: [String]
    ) {
        writer.element("header", ["class": "banner tone-" + tone]) { writer in
            writer.element("p", ["class": "eyebrow"], text: eyebrow)
            writer.element("h1", ["dir": "auto"], text: title)
            writer.element("p", ["class": "verdict"]) { writer in
                writer.element("strong", ["class": "pill"], text: sign(tone) + " " + headline)
                writer.text(" ")
                writer.element("span", text: sentence)
            }
            writer.element("ul", ["class": "facts"]) { writer in
                for fact in facts { writer.element("li", ["dir": "auto"], text: fact) }
            }
        }
        writer.newline()
    }

    /// The sign of a tone, for those who see no colours.
    package static func sign(_ tone: String) -> String {
        switch tone {
        case "good": "✓"
        case "bad": "✗"
        case "open": "?"
        default: "•"
        }
    }

    /// A section with a heading.
    static func section(_ writer: inout MarkupWriter, _ id: String, _ title: String, _ content: (inout MarkupWriter) -> Void) {
        writer.element("section", ["id": id, "aria-labelledby": id + "-heading"]) { writer in
            writer.element("h2", ["id": id + "-heading"], text: title)
            content(&writer)
        }
        writer.newline()
    }

    /// The gates, worst first.
    package static func gates(_ writer: inout MarkupWriter, _ gates: [GateReport], id: String = "gates") {
        guard !gates.isEmpty else { return }
        let ordered = [.failed, .inconclusive, .passed].flatMap { outcome in gates.filter { $0.outcome == outcome } }
        section(&writer, id, "Gates") { writer in
            writer.element("ul", ["class": "gates"]) { writer in
                for gate in ordered {
                    writer.element("li", ["class": "gate tone-" + tone(gate.outcome)]) { writer in
                        writer.element("span", ["class": "pill"], text: GateTone.mark(gate.outcome))
                        writer.element("code", text: gate.text)
                        writer.element("span", ["class": "why"], text: gate.sentence)
                    }
                }
            }
        }
    }

    /// The tone of an outcome, by the name of its style.
    package static func tone(_ outcome: GateReport.Outcome?) -> String {
        switch outcome {
        case .passed: "good"
        case .failed: "bad"
        case .inconclusive: "open"
        case nil: "plain"
        }
    }

    /// Warnings, where there are any.
    package static func warnings(_ writer: inout MarkupWriter, _ warnings: [String]) {
        guard !warnings.isEmpty else { return }
        writer.element("ul", ["class": "warnings", "aria-label": "Warnings"]) { writer in
            for warning in warnings {
                writer.element("li") {
                    $0.element("b", text: "Warning"); $0.text(" " + warning)
                }
            }
        }
    }

    /// The list of records with its filters; the script fills it.
    static func viewer(_ writer: inout MarkupWriter, id: String, title: String, noun: String, command: String) {
        section(&writer, id, title) { writer in
            writer.element("noscript") { writer in
                writer.element("p", ["class": "note"]) { writer in
                    writer.text("The list of \(noun)s needs JavaScript. The same content is in ")
                    writer.element("code", text: command)
                    writer.text(".")
                }
            }
            writer.element("div", ["id": "viewer", "hidden": ""]) { writer in
                controls(&writer, noun: noun)
                writer.element("p", ["id": "shown", "role": "status", "aria-live": "polite"]) { _ in }
                writer.element("div", ["class": "panes"]) { writer in
                    writer.element("div", ["class": "list-pane"]) { writer in
                        writer.element("ol", ["id": "list", "aria-label": title]) { _ in }
                        writer.element("button", ["id": "more", "type": "button", "hidden": ""], text: "Show more")
                    }
                    writer.element(
                        "article", ["id": "detail", "tabindex": "-1", "aria-label": "Details of the chosen \(noun)"]
                    ) { $0.element("p", ["class": "note"], text: "Choose a \(noun) to see it whole.") }
                }
            }
        }
    }

    private static func controls(_ writer: inout MarkupWriter, noun: String) {
        writer.element("div", ["class": "controls", "role": "search", "aria-label": "Filter the \(noun)s"]) { writer in
            writer.element("div", ["id": "states", "class": "states", "role": "group", "aria-label": "By state"]) { _ in }
            writer.element("label") { writer in
                writer.element("span", text: "Slice")
                writer.element("select", ["id": "slice"]) { _ in }
            }
            writer.element("label") { writer in
                writer.element("span", text: "Order")
                writer.element("select", ["id": "order"]) { _ in }
            }
            writer.element("label", ["class": "grow"]) { writer in
                writer.element("span", text: "Search")
                writer.empty(
                    "input",
                    ["id": "query", "type": "search", "placeholder": "id or any text", "autocomplete": "off", "spellcheck": "false"])
            }
        }
        writer.element("p", ["class": "keys"]) { writer in
            for (key, meaning) in [("j", "next"), ("k", "previous"), ("Enter", "read it"), ("/", "search"), ("Esc", "back")] {
                writer.element("kbd", text: key)
                writer.text(" " + meaning + " ")
            }
        }
    }
}
