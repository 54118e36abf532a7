import TouchstoneJSON

/// What figures of traces can be told apart by.
enum TraceDimension: String, Sendable, Hashable {
    case traceName = "trace_name"
    case traceStatus = "trace_status"
    case spanName = "span_name"
    case spanType = "span_type"
    case spanStatus = "span_status"
    case modelName = "span_model_name"
    case modelProvider = "span_model_provider"
    case assessmentName = "assessment_name"
    case assessmentValue = "assessment_value"

    /// The value of one row; null where it has none.
    func sql(_ dialect: SQLDialect) -> String {
        switch self {
        case .traceName: Self.text(in: "trace_tag", TraceKey.name)
        case .traceStatus: "trace.state"
        case .spanName: "span.name"
        case .spanType: "span.kind"
        case .spanStatus: "span.status"
        case .modelName: dialect.spanAttribute(SpanAttribute.model)
        case .modelProvider: dialect.spanAttribute(SpanAttribute.provider)
        case .assessmentName: "measure.name"
        case .assessmentValue: Self.judgement
        }
    }

    /// A named text of a trace, by a name of ours.
    static func text(in table: String, _ name: String) -> String {
        "(SELECT part.value FROM \(table) AS part WHERE part.trace_key = trace.key AND part.name = '\(name)')"
    }

    private static let (number, text, json) = ("n", "t", "j")

    /// A value with a letter before it that says how it is to be read.
    private static let judgement = """
        CASE assessment.kind WHEN \(AssessmentKind.number.rawValue) THEN '\(number)' || CAST(assessment.number AS TEXT) \
        WHEN \(AssessmentKind.bool.rawValue) THEN CASE WHEN assessment.number = 1 THEN '\(json)true' ELSE '\(json)false' END \
        WHEN \(AssessmentKind.text.rawValue) THEN '\(text)' || assessment.content \
        WHEN \(AssessmentKind.json.rawValue) THEN '\(json)' || assessment.content END
        """

    /// What a value that was read is shown as.
    func shown(_ value: String) -> String {
        guard self == .assessmentValue else { return value }
        let rest = String(value.dropFirst())
        switch value.prefix(1) {
        case Self.number: return Double(rest).map { "\($0)" } ?? rest
        case Self.text: return JSONValue.string(rest).text()
        default: return rest
        }
    }
}

extension SQLDialect {
    /// The number of a member of a JSON object in a text, which may be no JSON; null where there is none. The name is one of ours.
    func jsonNumber(_ text: String, _ member: String) -> String {
        guard self == .postgreSQL else {
            return """
                CASE WHEN json_valid(\(text)) THEN CASE WHEN json_type(\(text), '$.\(member)') IN ('integer', 'real') \
                THEN CAST(json_extract(\(text), '$.\(member)') AS REAL) END END
                """
        }
        let pattern = "\"\(member)\"[[:space:]]*:[[:space:]]*(-?[0-9]{1,18}([.][0-9]{1,30})?([eE][+-]?[0-9]{1,2})?)[[:space:]]*[,}]"
        return "CAST(substring(\(text) FROM '\(pattern)') AS DOUBLE PRECISION)"
    }

    /// An attribute of a span as a text; null where it has none. The name is one of ours.
    fileprivate func spanAttribute(_ name: String) -> String {
        self == .postgreSQL
            ? "((CAST(span.content AS JSON) -> 'attributes') ->> '\(name)')" : "json_extract(span.content, '$.attributes.\"\(name)\"')"
    }
}
