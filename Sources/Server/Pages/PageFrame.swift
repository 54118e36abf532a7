import Reporting

/// The frame that all pages share.
enum PageFrame {
    /// A whole page.
    static func html(_ page: some Page, at place: PagePlace) -> [UInt8] {
        var writer = MarkupWriter(.html)
        writer.root = place.root
        writer.literal("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        writer.literal("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        writer.literal("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
        writer.element("title", text: page.title + " · Touchstone")
        writer.element("style") { writer in
            writer.literal(PageStyle.sheet)
            writer.literal(ServerStyle.sheet)
        }
        writer.literal("\n</head>\n<body>\n")
        writer.element("a", ["class": "skip", "href": "#main"], text: "Skip to the content")
        writer.element("nav", ["class": "sections", "aria-label": "Pages"]) { writer in
            writer.element("a", ["class": "brand", "href": "/"], text: "Touchstone")
            writer.element("a", ["href": "/"], text: "Experiments")
            writer.element("a", ["href": "/runs"], text: "Runs")
        }
        writer.literal("\n<main id=\"main\">\n")
        page.write(to: &writer)
        writer.literal("</main>\n")
        writer.element("footer") { footer(place.target, &$0) }
        writer.literal("\n</body>\n</html>\n")
        return writer.bytes
    }

    private static func footer(_ path: String, _ writer: inout MarkupWriter) {
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let base = parts[0] == "/" ? "/experiments" : String(parts[0])
        let query = parts.count > 1 ? "?" + parts[1] : ""
        writer.text("Times are UTC. This page as ")
        writer.element("a", ["href": base + ".json" + query], text: "JSON")
        writer.text(" or ")
        writer.element("a", ["href": base + ".csv" + query], text: "CSV")
        writer.text(".")
    }

    /// The heading of a page: what kind of thing it shows, its name, and facts about it.
    static func heading(
        _ writer: inout MarkupWriter, _ eyebrow: String, _ title: String, _ facts: [String] = [], tone: String = "plain",
        verdict: (headline: String, sentence: String)? = nil
    ) {
        writer.element("header", ["class": "banner tone-" + tone]) { writer in
            writer.element("p", ["class": "eyebrow"], text: eyebrow)
            writer.element("h1", ["dir": "auto"], text: title)
            if let verdict {
                writer.element("p", ["class": "verdict"]) { writer in
                    writer.element("strong", ["class": "pill"], text: HTMLPage.sign(tone) + " " + verdict.headline)
                    writer.text(" ")
                    writer.element("span", text: verdict.sentence)
                }
            }
            if !facts.isEmpty {
                writer.element("ul", ["class": "facts"]) { writer in
                    for fact in facts { writer.element("li", ["dir": "auto"], text: fact) }
                }
            }
        }
        writer.newline()
    }

    /// A section with a heading.
    static func section(_ writer: inout MarkupWriter, _ id: String, _ title: String, _ content: (inout MarkupWriter) -> Void) {
        writer.element("section", ["id": id, "aria-labelledby": id + "-heading"]) { writer in
            writer.element("h2", ["id": id + "-heading"], text: title)
            content(&writer)
        }
        writer.newline()
    }

    /// A text with the characters escaped that mean something in a URL.
    static func escaped(_ text: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A path with a query of the fields that are not empty.
    static func link(_ path: String, _ fields: [(String, String)]) -> String {
        let query = fields.filter { !$0.1.isEmpty }.map { $0.0 + "=" + escaped($0.1) }.joined(separator: "&")
        return query.isEmpty ? path : path + "?" + query
    }
}
