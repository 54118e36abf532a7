import TouchstoneJSON
import Tracking

/// Reads the JSON texts within messages about evaluation datasets.
enum EvaluationDatasetReading {
    private static let parser = JSONParser(options: .init(allowsNonFinite: true, maximumDepth: 100))

    /// The tags of a dataset: a JSON object in a text. Values that are no texts are written as JSON; null sets none.
    static func tags(_ fields: Fields) throws(MLflowError) -> [NamedText] {
        guard let text = try fields.text("tags"), !text.isEmpty else { return [] }
        let value = try json(text, "tags", fields)
        guard case .object(let object) = value else {
            guard value.isNull else { throw fields.wrong("tags", .string(text), "It must be a JSON object.") }
            return []
        }
        return object.compactMap { $0.value.isNull ? nil : NamedText($0.key, $0.value.stringValue ?? $0.value.text()) }
    }

    /// The records of a request: a JSON list in a text.
    static func records(_ fields: Fields) throws(MLflowError) -> [NewEvaluationRecord] {
        let text = try fields.requiredText("records")
        guard case .array(let elements) = try json(text, "records", fields) else {
            throw fields.wrong("records", .string(shown(text)), "It must be a JSON list.")
        }
        var records: [NewEvaluationRecord] = []
        records.reserveCapacity(elements.count)
        for (place, element) in elements.enumerated() {
            guard case .object(let object) = element else { throw .invalid("records[\(place)] must be an object.") }
            records.append(
                NewEvaluationRecord(
                    inputs: try part("inputs", of: object, at: place) ?? [:], outputs: object["outputs"],
                    expectations: try part("expectations", of: object, at: place), tags: try part("tags", of: object, at: place),
                    source: try source(of: object, at: place)))
        }
        return records
    }

    private static let sourceTypes = ["UNSPECIFIED", "TRACE", "HUMAN", "DOCUMENT", "CODE"]

    /// Where a record comes from: clients cannot read a dataset of which one record has a source of another kind.
    private static func source(of object: JSONObject, at place: Int) throws(MLflowError) -> JSONObject? {
        guard let source = try part("source", of: object, at: place) else { return nil }
        guard let type = source["source_type"], !type.isNull else { return source }
        guard let name = type.stringValue?.uppercased(), sourceTypes.contains(name) else {
            let known = sourceTypes.map { "'\($0)'" }.joined(separator: ", ")
            throw .invalid("Invalid dataset record source type: \(type.stringValue ?? type.text()). Valid source types: [\(known)]")
        }
        if let data = source["source_data"], !data.isNull, data.objectValue == nil {
            throw .invalid("records[\(place)].source.source_data must be an object.")
        }
        return source
    }

    private static func part(_ name: String, of object: JSONObject, at place: Int) throws(MLflowError) -> JSONObject? {
        guard let value = object[name], !value.isNull else { return nil }
        guard case .object(let part) = value else { throw .invalid("records[\(place)].\(name) must be an object.") }
        return part
    }

    private static func json(_ text: String, _ name: String, _ fields: Fields) throws(MLflowError) -> JSONValue {
        do {
            return try parser.parse(text)
        } catch {
            throw fields.wrong(name, .string(shown(text)), "It must be JSON: \(error).")
        }
    }

    private static func shown(_ text: String) -> String { TraceLimit.cut(text, to: 200) }
}
