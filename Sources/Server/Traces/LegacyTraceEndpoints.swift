import HTTPTypes
import TouchstoneJSON
import Tracking

/// Traces as clients before 3.0 start, end, read and search them; their spans stay in files that the client uploads.
enum LegacyTraceEndpoints {
    static let all = [
        Endpoint("startTrace", .post, "traces", access: .on(.experiment(field: "experiment_id"), .edit)) { call in
            let experiment = try call.fields.experimentID()
            let time = Timestamp(rawValue: try call.fields.requiredInteger("timestamp_ms"))
            let trace = Trace(
                id: randomDigits(), experiment: experiment, requestTime: time, state: .inProgress, tags: try texts("tags", call),
                metadata: try texts("request_metadata", call))
            return .json(["trace_info": TraceJSON.legacyInfo(try await call.store.startTrace(trace, marksFinal: false))])
        },
        Endpoint("endTrace", .patch, "traces/:request_id", access: .on(.trace(field: "request_id"), .edit)) { call in
            let id = try call.fields.requiredText("request_id")
            guard var trace = try await call.store.trace(id) else { throw MLflowError.missing("Trace with ID '\(id)' not found.") }
            let end = try call.fields.requiredInteger("timestamp_ms")
            trace.duration = max(0, end.subtractingReportingOverflow(trace.requestTime.rawValue).partialValue)
            trace.state = try status(call.fields)
            trace.tags = try texts("tags", call)
            trace.metadata = try texts("request_metadata", call)
            trace.assessments = []
            return .json(["trace_info": TraceJSON.legacyInfo(try await call.store.startTrace(trace, marksFinal: false))])
        },
        Endpoint("getTraceInfo", .get, "traces/:request_id/info", access: .on(.trace(field: "request_id"), .read)) { call in
            let id = try call.fields.requiredText("request_id")
            guard let trace = try await call.store.trace(id) else { throw MLflowError.missing("Trace with ID '\(id)' not found.") }
            return .json(["trace_info": TraceJSON.legacyInfo(trace)])
        },
        Endpoint("searchTraces", .get, "traces", access: .on(.experiment(field: "experiment_ids"), .read)) { call in
            let experiments = try call.fields.experimentIDs()
            guard !experiments.isEmpty else { throw call.fields.missing("experiment_ids") }
            let page = try await TraceSearch.page(of: experiments, call.fields, call.store)
            return .json(TraceSearch.reply(page, TraceJSON.legacyInfo))
        },
    ]

    private static func randomDigits() -> String {
        Hexadecimal.text((0..<16).map { _ in UInt8.random(in: 0...255) })
    }

    private static func status(_ fields: Fields) throws(MLflowError) -> TraceState {
        guard let value = try fields.value("status") else { throw fields.missing("status") }
        switch value {
        case "TRACE_STATUS_UNSPECIFIED", 0: return .unspecified
        case "OK", 1: return .ok
        case "ERROR", 2: return .error
        case "IN_PROGRESS", 3: return .inProgress
        default: throw fields.wrong("status", value)
        }
    }

    /// Tags or metadata in the form of that time: a list of keys with values.
    private static func texts(_ name: String, _ call: Call) throws(MLflowError) -> [NamedText] {
        var texts: [NamedText] = []
        for message in try call.fields.messages(name) {
            texts.append(NamedText(try TraceTag.checked(try message.requiredText("key")), try message.text("value") ?? ""))
        }
        return texts
    }
}
