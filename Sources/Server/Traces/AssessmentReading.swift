import TouchstoneJSON
import Tracking

/// Reads assessments from messages.
enum AssessmentReading {
    /// An assessment of a trace.
    static func assessment(_ fields: Fields, ofTrace trace: String) throws(MLflowError) -> Assessment {
        guard let value = try value(fields) else {
            throw .invalid("Unknown assessment type: None. Give one of 'feedback', 'expectation' and 'issue'.")
        }
        let name = try fields.requiredText("assessment_name")
        try TextLimit.key.check(name, fields.path("assessment_name"))
        let created = try time("create_time", fields) ?? .now
        var assessment = Assessment(
            .trace(id: trace, span: try fields.text("span_id").flatMap { $0.isEmpty ? nil : $0 }), name, value.value,
            source: try source(fields), rationale: try fields.text("rationale").flatMap { $0.isEmpty ? nil : $0 }, created: created,
            supersedes: try fields.text("overrides").flatMap { $0.isEmpty ? nil : $0 }, metadata: try metadata(fields))
        assessment.role = value.role
        assessment.failure = value.failure
        assessment.updated = try time("last_update_time", fields) ?? created
        assessment.isValid = try fields.bool("valid") ?? true
        return assessment
    }

    /// What is to change, by the paths of a mask.
    static func change(_ fields: Fields, mask: [String]) throws(MLflowError) -> AssessmentChange {
        var change = AssessmentChange()
        for path in mask {
            switch path {
            case "assessmentName", "assessment_name": change.name = try fields.requiredText("assessment_name")
            case "feedback", "expectation":
                guard let value = try value(fields, only: path) else { throw fields.missing(path) }
                change.value = value
            case "rationale": change.rationale = try fields.text("rationale")
            case "metadata": change.metadata = try metadata(fields)
            default: break
            }
        }
        return change
    }

    private static func time(_ name: String, _ fields: Fields) throws(MLflowError) -> Timestamp? {
        guard let text = try fields.text(name) else { return nil }
        guard let time = Moment.time(text) else { throw fields.wrong(name, .string(text), "It must be a time as in RFC 3339.") }
        return time
    }

    private static func metadata(_ fields: Fields) throws(MLflowError) -> JSONObject? {
        guard let value = try fields.value("metadata") else { return nil }
        guard case .object(let object) = value else { throw fields.wrong("metadata", value, "It must be an object.") }
        // Clients cannot read an assessment, nor any page that has it, whose metadata are no texts.
        try requireTexts(object, "metadata", fields)
        return object.isEmpty ? nil : object
    }

    private static func requireTexts(_ object: JSONObject, _ name: String, _ fields: Fields) throws(MLflowError) {
        for member in object where member.value.stringValue == nil {
            throw fields.wrong("\(name).\(member.key)", member.value, "It must be a string.")
        }
    }

    private static func source(_ fields: Fields) throws(MLflowError) -> AssessmentSource {
        guard let source = try fields.message("source") else { return AssessmentSource(.unknown, id: "") }
        let name = try source.choice("source_type", numbered: AssessmentSourceName.numbers, AssessmentSourceName.self) ?? .unspecified
        return AssessmentSource(name.kind, id: try source.text("source_id") ?? "")
    }
}

extension AssessmentReading {
    private typealias Value = (role: AssessmentRole, value: AssessmentValue, failure: JSONObject?)

    private static func value(_ fields: Fields, only role: String? = nil) throws(MLflowError) -> Value? {
        if role ?? "feedback" == "feedback", let feedback = try fields.message("feedback") { return try Self.feedback(feedback) }
        if role ?? "expectation" == "expectation", let message = try fields.message("expectation") { return try expectation(message) }
        if role == nil, let issue = try fields.message("issue") {
            return (.issue, .text(try issue.text("issue_name") ?? ""), nil)
        }
        return nil
    }

    private static func feedback(_ fields: Fields) throws(MLflowError) -> Value {
        var failure: JSONObject?
        if let error = try fields.value("error") {
            guard case .object(let object) = error else { throw fields.wrong("error", error, "It must be an object.") }
            let told = JSONObject(object.filter { !$0.value.isNull }.map { ($0.key, $0.value) })
            try requireTexts(told, "error", fields)
            failure = told
        }
        let value = try fields.value("value") ?? .null
        if value.isNull, let failure {
            return (.feedback, .failed(error: failure["error_message"]?.stringValue ?? failure["error_code"]?.stringValue ?? ""), failure)
        }
        return (.feedback, AssessmentValue(value), failure)
    }

    private static func expectation(_ fields: Fields) throws(MLflowError) -> Value {
        guard let serialized = try fields.message("serialized_value") else {
            guard let value = try fields.value("value") else { throw .invalid("The `value` field must be specified.") }
            return (.expectation, AssessmentValue(value), nil)
        }
        let format = try serialized.text("serialization_format") ?? "JSON_FORMAT"
        guard format == "JSON_FORMAT" else {
            throw .invalid("Unknown serialization format: \(format). Only JSON_FORMAT is supported.")
        }
        let text = try serialized.text("value") ?? "null"
        guard let value = try? JSONParser(options: .init(allowsNonFinite: true, maximumDepth: 100)).parse(text) else {
            throw serialized.wrong("value", .string(text), "It must be JSON.")
        }
        return (.expectation, AssessmentValue(value), nil)
    }
}
