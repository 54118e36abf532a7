import Reporting
import TouchstoneJSON

/// A table of a page, which the page shows, and of which its JSON and CSV consist.
struct PageTable: Sendable {
    /// One column.
    struct Column: Sendable {
        /// Its name in JSON and CSV.
        var name: String
        /// Its heading on the page.
        var title: String
        /// Where a click on the heading leads; nil where the table cannot be ordered by it.
        var link: String?
        /// Which way the table is ordered by it now: `ascending`, `descending`, or nil.
        var order: String?

        init(_ name: String, _ title: String? = nil, link: String? = nil, order: String? = nil) {
            self.name = name
            self.title = title ?? name
            self.link = link
            self.order = order
        }
    }

    /// One cell: a value for machines, and how a person reads it.
    struct Cell: Sendable {
        var value: JSONValue
        var text: String
        var link: String?

        /// A text.
        init(_ text: String, link: String? = nil) {
            value = .string(text)
            self.text = text
            self.link = link
        }

        /// A text of which people see a part.
        init(_ text: String, shownAs part: String, link: String? = nil) {
            value = .string(text)
            self.text = part
            self.link = link
        }

        /// A yes or no in words.
        init(_ flag: Bool, shownAs words: String) {
            value = .bool(flag)
            text = words
        }

        /// A number in as many digits as it deserves; NaN and infinities are written as words.
        init(_ number: Double?) {
            value = number.map { $0.isFinite ? .number($0) : .string(String(describing: $0)) } ?? .null
            text = number.map { NumberText.short($0) } ?? ""
        }

        /// A count.
        init(_ count: Int) {
            value = JSONValue(count)
            text = NumberText.count(count)
        }

        /// A moment, in milliseconds since 1970.
        init(time: Int64?) {
            value = time.map { .string(TimeText.iso($0)) } ?? .null
            text = time.map(TimeText.moment) ?? ""
        }

        var isNumber: Bool { value.doubleValue != nil }

        /// What people read who point at the cell: the whole of what it shows in part.
        var title: String? {
            switch value {
            case .number(let number): text == number.description ? nil : number.description
            case .string(let whole): whole == text && text.utf8.count <= 40 ? nil : whole
            default: nil
            }
        }
    }

    var columns: [Column]
    var rows: [[Cell]] = []
    /// Whether long texts are shown whole, on several lines.
    var wraps = false
    /// The value of each row's checkbox in a form; empty for a table without.
    var choices: [String] = []

    /// The rows as objects.
    var json: JSONValue {
        .array(
            rows.map { row in
                .object(JSONObject(zip(columns, row).map { ($0.name, $1.value) }))
            })
    }

    /// The rows after RFC 4180, with a heading.
    var csv: [UInt8] {
        var writer = CSVWriter(formulaSafe: true)
        writer.row(columns.map { .string($0.name) })
        for row in rows { writer.row(row.map(\.value)) }
        return writer.bytes
    }
}

extension PageTable {
    /// The table as HTML in a region that scrolls sideways; a sentence instead when it has no rows.
    func write(_ label: String, ifEmpty sentence: String, to writer: inout MarkupWriter) {
        guard !rows.isEmpty else {
            if !sentence.isEmpty { writer.element("p", ["class": "note"], text: sentence) }
            return
        }
        writer.element("div", ["class": "scroll card", "tabindex": "0", "role": "region", "aria-label": label]) { writer in
            writer.element("table", ["class": wraps ? "wraps" : nil]) { writer in
                head(&writer)
                writer.element("tbody") { writer in
                    for place in rows.indices { body(place, &writer) }
                }
            }
        }
        writer.newline()
    }

    private func head(_ writer: inout MarkupWriter) {
        writer.element("thead") { writer in
            writer.element("tr") { writer in
                if !choices.isEmpty { writer.element("th", ["scope": "col"]) { $0.element("span", ["class": "note"], text: "Compare") } }
                for column in columns {
                    writer.element("th", ["scope": "col", "aria-sort": column.order]) { writer in
                        let mark = column.order.map { $0 == "ascending" ? " ↑" : " ↓" } ?? ""
                        guard let link = column.link else { return writer.text(column.title) }
                        writer.element("a", ["href": link], text: column.title + mark)
                    }
                }
            }
        }
    }

    private func body(_ place: Int, _ writer: inout MarkupWriter) {
        writer.element("tr") { writer in
            if choices.indices.contains(place) {
                writer.element("td") { writer in
                    let label = "Choose " + (rows[place].first?.text ?? "")
                    writer.empty("input", ["type": "checkbox", "name": "run", "value": choices[place], "aria-label": label])
                }
            }
            for cell in rows[place] {
                writer.element("td", ["class": cell.isNumber ? "number" : nil, "dir": "auto", "title": wraps ? nil : cell.title]) {
                    writer in
                    guard let link = cell.link else { return writer.text(cell.text) }
                    writer.element("a", ["href": link], text: cell.text)
                }
            }
        }
    }
}
