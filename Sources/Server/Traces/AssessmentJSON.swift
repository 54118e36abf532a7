import TouchstoneJSON
import Tracking

/// Assessments as MLflow's interface writes them.
enum AssessmentJSON {
    static func object(_ assessment: Assessment) -> JSONObject {
        var object: JSONObject = [:]
        object["assessment_id"] = assessment.id.map(JSONValue.string)
        object["assessment_name"] = .string(assessment.name)
        if case .trace(let trace, let span) = assessment.target {
            object["trace_id"] = .string(trace)
            object["span_id"] = span.map(JSONValue.string)
        }
        object["source"] = source(assessment.source)
        object["create_time"] = .string(Moment.text(assessment.created))
        object["last_update_time"] = .string(Moment.text(assessment.updated ?? assessment.created))
        object[assessment.role.rawValue] = .object(value(of: assessment))
        object["rationale"] = assessment.rationale.map(JSONValue.string)
        if let metadata = assessment.metadata, !metadata.isEmpty { object["metadata"] = .object(metadata) }
        object["overrides"] = assessment.supersedes.map(JSONValue.string)
        object["valid"] = .bool(assessment.isValid)
        return object
    }

    private static func source(_ source: AssessmentSource) -> JSONValue {
        var object: JSONObject = ["source_type": .string(AssessmentSourceName(source.kind).rawValue)]
        if !source.id.isEmpty { object["source_id"] = .string(source.id) }
        return .object(object)
    }

    private static func value(of assessment: Assessment) -> JSONObject {
        let value = json(assessment.value)
        switch assessment.role {
        case .issue: return ["issue_name": value]
        case .expectation:
            guard case .object = value else {
                guard case .array = value else { return ["value": value] }
                return serialized(value)
            }
            return serialized(value)
        case .feedback:
            var object: JSONObject = [:]
            if case .failed = assessment.value {} else { object["value"] = value }
            object["error"] = assessment.failure.map(JSONValue.object)
            return object
        }
    }

    private static func serialized(_ value: JSONValue) -> JSONObject {
        ["serialized_value": ["serialization_format": "JSON_FORMAT", "value": .string(value.text())]]
    }

    private static func json(_ value: AssessmentValue) -> JSONValue {
        switch value {
        case .number(let number): .number(number)
        case .bool(let flag): .bool(flag)
        case .text(let text): .string(text)
        case .json(let value): value
        case .unscored, .failed: .null
        }
    }
}

/// Who judges, in MLflow's words.
enum AssessmentSourceName: String {
    case unspecified = "SOURCE_TYPE_UNSPECIFIED"
    case human = "HUMAN"
    case judge = "LLM_JUDGE"
    case code = "CODE"
    /// What judges were called before.
    case formerJudge = "AI_JUDGE"

    static let numbers: [Int64: AssessmentSourceName] = [0: .unspecified, 1: .human, 2: .judge, 3: .code]

    init(_ kind: AssessmentSource.Kind) {
        self =
            switch kind {
            case .human: .human
            case .judge: .judge
            case .code: .code
            case .unknown: .unspecified
            }
    }

    var kind: AssessmentSource.Kind {
        switch self {
        case .human: .human
        case .judge, .formerJudge: .judge
        case .code: .code
        case .unspecified: .unknown
        }
    }
}
