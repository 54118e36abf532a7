import Scoring
import TouchstoneJSON

/// Writes a row with its scores as one JSON line.
enum ScoredRow {
    /// The row's own bytes with `"scores"` added as last member; rows that have such a member, or came as CSV, are written anew.
    static func line(_ row: DataRow, _ outcomes: [ScoreOutcome]) -> [UInt8] {
        let scores = JSONObject(outcomes.map { ($0.name, json($0)) })
        if row.bytes.isEmpty || row.columns["scores"] != nil || row.bytes.contains(UInt8(ascii: "\n")) {
            return rewritten(row.columns, scores)
        }
        var writer = JSONWriter()
        writer.write(.object(scores))
        var line = Array(row.bytes[..<(row.bytes.lastIndex(of: UInt8(ascii: "}")) ?? row.bytes.endIndex)])
        while let last = line.last, last == 0x20 || last == 0x09 { line.removeLast() }
        line.append(contentsOf: row.columns.isEmpty ? #""scores":"#.utf8 : #","scores":"#.utf8)
        line.append(contentsOf: writer.bytes)
        line.append(contentsOf: "}\n".utf8)
        return line
    }

    /// A row that could not be read: what is wrong, and the row as text.
    static func line(_ problem: DataProblem, bytes: [UInt8]) -> [UInt8] {
        let value: JSONValue = [
            "error": .string(problem.description), "row": .string(String(decoding: bytes.prefix(10_000), as: UTF8.self)),
        ]
        return value.encoded() + [UInt8(ascii: "\n")]
    }

    private static func rewritten(_ columns: JSONObject, _ scores: JSONObject) -> [UInt8] {
        var columns = columns
        var merged = columns["scores"]?.objectValue ?? JSONObject()
        for member in scores { merged[member.key] = member.value }
        columns["scores"] = .object(merged)
        return JSONValue.object(columns).encoded() + [UInt8(ascii: "\n")]
    }

    private static func json(_ outcome: ScoreOutcome) -> JSONValue {
        if let error = outcome.error { return ["error": .string(error)] }
        var object: JSONObject = ["value": outcome.score.value?.json ?? .null]
        if let reason = outcome.score.reason { object["reason"] = .string(reason) }
        if let rationale = outcome.score.rationale { object["rationale"] = .string(rationale) }
        return .object(object)
    }
}
