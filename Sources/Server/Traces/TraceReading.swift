import TouchstoneJSON
import Tracking

/// Reads traces from messages.
enum TraceReading {
    private static let states: [Int64: TraceState] = [0: .unspecified, 1: .ok, 2: .error, 3: .inProgress]

    /// A trace that a client describes.
    static func trace(_ fields: Fields) throws(MLflowError) -> Trace {
        let id = try fields.requiredText("trace_id")
        guard id.utf8.count <= TraceLimit.name, let path = ArtifactPath(id), path.segments.count == 1, path.text == id else {
            throw fields.wrong("trace_id", .string(TraceLimit.cut(id, to: TraceLimit.name)))
        }
        guard let location = try fields.message("trace_location") else { throw fields.missing("trace_location") }
        guard let place = try location.message("mlflow_experiment") else { throw location.missing("mlflow_experiment") }
        let experiment = try place.experimentID()
        var trace = Trace(
            id: id, experiment: experiment, requestTime: try time(fields), duration: try duration(fields),
            state: try fields.choice("state", numbered: states, TraceState.self) ?? .unspecified,
            clientRequestID: try fields.text("client_request_id"), requestPreview: try fields.text("request_preview"),
            responsePreview: try fields.text("response_preview"), tags: try texts("tags", fields),
            metadata: try texts("trace_metadata", fields))
        for message in try fields.messages("assessments") {
            var assessment = try AssessmentReading.assessment(message, ofTrace: id)
            assessment.id = try message.text("assessment_id").flatMap { $0.isEmpty ? nil : $0 } ?? Assessment.randomID()
            trace.assessments.append(assessment)
        }
        return trace
    }

    private static func time(_ fields: Fields) throws(MLflowError) -> Timestamp {
        guard let text = try fields.text("request_time") else { return .now }
        guard let time = Moment.time(text) else { throw fields.wrong("request_time", .string(text), "It must be a time as in RFC 3339.") }
        return time
    }

    private static func duration(_ fields: Fields) throws(MLflowError) -> Int64? {
        guard let text = try fields.text("execution_duration") else { return nil }
        guard let duration = Moment.duration(text) else {
            throw fields.wrong("execution_duration", .string(text), "It must be a number of seconds, as in \"0.004s\".")
        }
        return duration
    }

    /// An object of texts.
    static func texts(_ name: String, _ fields: Fields) throws(MLflowError) -> [NamedText] {
        guard let value = try fields.value(name) else { return [] }
        guard case .object(let object) = value else { throw fields.wrong(name, value, "It must be an object.") }
        var texts: [NamedText] = []
        for member in object {
            guard case .string(let text) = member.value else { throw fields.wrong(name, value, "Its values must be strings.") }
            texts.append(NamedText(try TraceTag.checked(member.key), text))
        }
        return texts
    }
}

/// Tags of traces as clients may set them.
enum TraceTag {
    private static let immutable: Set<String> = [
        TraceKey.spansLocation, "mlflow.trace.archiveLocation", "mlflow.trace.archivalFailure",
    ]

    /// Refuses tags that only the server sets.
    static func checkMutable(_ name: String, _ operation: String) throws(MLflowError) {
        guard immutable.contains(name), !(operation == "deleted" && name == "mlflow.trace.archivalFailure") else { return }
        throw .invalid("Tag '\(name)' is immutable and cannot be \(operation) on a trace.")
    }

    /// A name that a tag or a metadata entry can have.
    static func checked(_ name: String) throws(MLflowError) -> String {
        guard !name.isEmpty, !name.utf8.contains(0) else { throw .invalid("The name of a tag cannot be empty or hold a NUL character.") }
        try TextLimit.key.check(name, "key")
        return name
    }
}
