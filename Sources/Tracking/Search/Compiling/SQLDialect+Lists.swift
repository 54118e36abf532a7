import TouchstoneJSON

extension SQLDialect {
    /// Whether a text is one of several, which travel as one argument however many they are.
    func isAmong(_ text: SQLFragment, _ texts: [String]) -> SQLFragment {
        guard self == .postgreSQL else { return text + SQLFragment(" IN (SELECT value FROM json_each(?))", [Self.jsonList(texts)]) }
        return text + SQLFragment(" = ANY (CAST(? AS TEXT[]))", [Self.arrayText(texts)])
    }

    /// Whether a text is none of several.
    func isNotAmong(_ text: SQLFragment, _ texts: [String]) -> SQLFragment {
        guard self == .postgreSQL else {
            return text + SQLFragment(" NOT IN (SELECT value FROM json_each(?))", [Self.jsonList(texts)])
        }
        return text + SQLFragment(" <> ALL (CAST(? AS TEXT[]))", [Self.arrayText(texts)])
    }

    /// Whether a column's whole number is one of several.
    func isAmong(_ column: String, _ numbers: [Int64]) -> SQLFragment {
        let list = numbers.map(String.init).joined(separator: ",")
        guard self == .postgreSQL else { return SQLFragment("\(column) IN (SELECT value FROM json_each(?))", [.text("[\(list)]")]) }
        return SQLFragment("\(column) = ANY (CAST(? AS BIGINT[]))", [.text("{\(list)}")])
    }

    private static func jsonList(_ texts: [String]) -> SQLValue { .text(JSONValue.array(texts.map(JSONValue.string)).text()) }

    /// The text form of a PostgreSQL array.
    private static func arrayText(_ texts: [String]) -> SQLValue {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for (place, text) in texts.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "\""))
            for byte in text.utf8 {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: "}"))
        return .text(String(decoding: bytes, as: UTF8.self))
    }
}
