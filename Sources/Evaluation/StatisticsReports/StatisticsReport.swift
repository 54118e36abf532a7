package import Reporting
package import TouchstoneJSON

/// One answer of `touchstone stats`: for people a sheet of figures, for machines the same under the keys of `docs/stats.md`.
package struct StatisticsReport: Sendable {
    /// The question: `interval`, `compare`, `power`, `agreement`, `correct`, `drift`.
    package let statistic: String
    /// The answer for people.
    package let sheet: FigureSheet
    private let members: JSONObject

    /// An answer; `members` are the keys of this question beside those that all share.
    init(_ statistic: String, _ sheet: FigureSheet, _ members: JSONObject) {
        self.statistic = statistic
        self.sheet = sheet
        self.members = members
    }

    /// The answer as JSON.
    package var json: JSONValue {
        var object: JSONObject = [
            "format": "touchstone.stats/1", "statistic": .string(statistic), "sentence": .string(sheet.sentences.joined(separator: " ")),
        ]
        for member in members { object[member.key] = member.value }
        object["notes"] = .array(sheet.notes.map(JSONValue.string))
        object["warnings"] = .array(sheet.warnings.map(JSONValue.string))
        return .object(object)
    }
}

extension ColumnTable {
    /// What was read, under the keys of `docs/stats.md`.
    var json: JSONValue {
        ["source": .string(source), "rows": JSONValue(rowCount), "unreadable": JSONValue(badRows)]
    }

    /// What a reader should know of rows that could not be read.
    var warnings: [String] {
        guard badRows > 0 else { return [] }
        let cause = firstProblem.map { "; \($0)" } ?? ""
        return ["\(badRows) of \(rowCount + badRows) rows could not be read and were left out\(cause)"]
    }
}
