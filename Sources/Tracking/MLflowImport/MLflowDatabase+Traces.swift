import GRDB
import TouchstoneJSON

extension MLflowDatabase {
    func traceIDs() throws -> [String] {
        guard has("trace_info") else { return [] }
        return try rows("SELECT request_id FROM trace_info ORDER BY timestamp_ms, request_id").compactMap { Self.text($0["request_id"]) }
    }

    func trace(_ id: String) throws -> MLflowTrace? {
        let optional = ["client_request_id", "request_preview", "response_preview", "session_id", "trace_name"].map {
            column("trace_info", $0)
        }
        let found = try rows(
            """
            SELECT experiment_id, timestamp_ms, execution_time_ms, status, \(optional.joined(separator: ", ")) FROM trace_info \
            WHERE request_id = ?
            """, [id])
        guard let row = found.first else { return nil }
        var trace = Trace(
            id: id, experiment: .default, requestTime: Timestamp(rawValue: row["timestamp_ms"] ?? 0), duration: row["execution_time_ms"],
            state: Self.text(row["status"]).flatMap(TraceState.init(rawValue:)) ?? .unspecified,
            clientRequestID: Self.text(row["client_request_id"]), requestPreview: Self.text(row["request_preview"]),
            responsePreview: Self.text(row["response_preview"]),
            tags: Self.adding(Self.text(row["trace_name"]), as: "mlflow.traceName", to: try texts(of: id, in: "trace_tags")),
            metadata: Self.adding(
                Self.text(row["session_id"]), as: "mlflow.trace.session", to: try texts(of: id, in: "trace_request_metadata")))
        trace.assessments = try assessments(of: id)
        return MLflowTrace(
            experiment: Self.text(row["experiment_id"]) ?? "0", trace: trace, spans: try spans(of: id),
            runs: try linked("trace", id, to: "run"), prompts: try linked("trace", id, to: "prompt_version").compactMap(Self.prompt))
    }

    /// Pairs with one more, which later versions keep in a column of its own, unless they have it.
    private static func adding(_ text: String?, as name: String, to pairs: [NamedText]) -> [NamedText] {
        guard let text, !pairs.contains(where: { $0.name == name }) else { return pairs }
        return pairs + [NamedText(name, text)]
    }

    private func texts(of trace: String, in table: String) throws -> [NamedText] {
        guard has(table) else { return [] }
        return try rows("SELECT key, value FROM \(table) WHERE request_id = ? ORDER BY key", [trace]).map {
            NamedText(Self.text($0["key"]) ?? "", Self.text($0["value"]) ?? "")
        }
    }

    private func spans(of trace: String) throws -> [TraceSpan] {
        guard has("spans") else { return [] }
        return try rows("SELECT content FROM spans WHERE trace_id = ? ORDER BY start_time_unix_nano, span_id", [trace]).compactMap { row in
            TraceSpan(mlflow: Self.json(row["content"]) ?? .null)
        }
    }

    /// The identifiers of what something is linked to, in either direction.
    func linked(_ kind: String, _ id: String, to other: String) throws -> [String] {
        guard has("entity_associations") else { return [] }
        return try rows(
            """
            SELECT destination_id AS other FROM entity_associations WHERE source_type = ? AND source_id = ? AND destination_type = ? \
            UNION SELECT source_id FROM entity_associations WHERE destination_type = ? AND destination_id = ? AND source_type = ? \
            ORDER BY other
            """, [kind, id, other, kind, id, other]
        ).compactMap { Self.text($0["other"]) }
    }

    /// A version of a prompt, which is written `name/number`.
    private static func prompt(_ text: String) -> NamedText? {
        guard let slash = text.lastIndex(of: "/") else { return nil }
        return NamedText(String(text[..<slash]), String(text[text.index(after: slash)...]))
    }
}

extension MLflowDatabase {
    private func assessments(of trace: String) throws -> [Assessment] {
        guard has("assessments") else { return [] }
        return try rows("SELECT * FROM assessments WHERE trace_id = ? ORDER BY created_timestamp, assessment_id", [trace]).map { row in
            let role = Self.text(row["assessment_type"]).flatMap(AssessmentRole.init(rawValue:)) ?? .feedback
            let (value, failure) = Self.value(row, role)
            var assessment = Assessment(
                .trace(id: trace, span: Self.text(row["span_id"])), Self.text(row["name"]) ?? "", value,
                source: AssessmentSource(Self.sourceKind(row["source_type"]), id: Self.text(row["source_id"]) ?? ""),
                rationale: Self.text(row["rationale"]), created: Timestamp(rawValue: row["created_timestamp"] ?? 0),
                id: Self.text(row["assessment_id"]), supersedes: Self.text(row["overrides"]),
                metadata: Self.json(row["assessment_metadata"])?.objectValue)
            assessment.role = role
            assessment.failure = failure
            assessment.updated = Timestamp(rawValue: row["last_updated_timestamp"] ?? assessment.created.rawValue)
            assessment.isValid = row["valid"] ?? true
            return assessment
        }
    }

    private static func value(_ row: Row, _ role: AssessmentRole) -> (AssessmentValue, failure: JSONObject?) {
        let value =
            text(row["value"]).flatMap { try? JSONParser(options: .init(allowsNonFinite: true, maximumDepth: 100)).parse($0) } ?? .null
        let failure = json(row["error"])?.objectValue
        if role == .issue { return (.text(value["issue_name"]?.stringValue ?? ""), nil) }
        if value.isNull, let failure {
            return (.failed(error: failure["error_message"]?.stringValue ?? failure["error_code"]?.stringValue ?? ""), failure)
        }
        return (AssessmentValue(value), failure)
    }

    private static func sourceKind(_ value: DatabaseValue) -> AssessmentSource.Kind {
        switch text(value) {
        case "HUMAN": .human
        case "CODE": .code
        case "LLM_JUDGE", "AI_JUDGE": .judge
        default: .unknown
        }
    }
}

extension MLflowDatabase {
    func metrics(ofLoggedModel id: String) throws -> [LoggedModelMetric] {
        guard has("logged_model_metrics") else { return [] }
        return try rows("SELECT * FROM logged_model_metrics WHERE model_id = ? ORDER BY metric_name, metric_timestamp_ms", [id]).map {
            row in
            LoggedModelMetric(
                name: Self.text(row["metric_name"]) ?? "", value: row["metric_value"] ?? .nan, step: row["metric_step"] ?? 0,
                time: Timestamp(rawValue: row["metric_timestamp_ms"] ?? 0), run: RunID(rawValue: Self.text(row["run_id"]) ?? ""),
                datasetName: Self.text(row["dataset_name"]), datasetDigest: Self.text(row["dataset_digest"]))
        }
    }
}
