import HTTPTypes
import TouchstoneJSON
import Tracking

/// Traces, their spans, tags and assessments, and the intake of OpenTelemetry's protocol.
enum TraceEndpoints {
    static let all =
        TraceIntake.endpoints + writing + reading + deletion + tags + links + TraceFigureEndpoints.all + AssessmentEndpoints.all
        + LegacyTraceEndpoints.all

    private static let writing = [
        Endpoint(
            "startTraceV3", .post, "traces", in: .version3,
            access: .on(.experiment(field: "trace.trace_info.trace_location.mlflow_experiment.experiment_id"), .edit)
        ) { call in
            guard let envelope = try call.fields.message("trace") else { throw call.fields.missing("trace") }
            guard let info = try envelope.message("trace_info") else { throw envelope.missing("trace_info") }
            // The tag for where the spans lie is there only when they are: a client that could not send them uploads them as a file.
            return .json(TraceJSON.envelope(try await call.store.startTrace(try TraceReading.trace(info))))
        }
    ]

    private static let reading = [
        Endpoint("getTraceInfoV3", .get, "traces/:trace_id", in: .version3, access: .on(.trace(field: "trace_id"), .read)) { call in
            let id = try call.fields.requiredText("trace_id")
            guard let trace = try await call.store.trace(id) else { throw MLflowError.missing("Trace with ID '\(id)' not found.") }
            return .json(TraceJSON.envelope(trace))
        },
        Endpoint("getTrace", .get, "traces/get", in: .version3, access: .on(.trace(field: "trace_id"), .read)) { call in
            let id = try call.fields.requiredText("trace_id")
            let trace = try await WholeTrace.trace(id, allowsPartial: try call.fields.bool("allow_partial") ?? false, call.store)
            return .json(["trace": TraceJSON.full(trace)])
        },
        Endpoint("batchGetTraces", .get, "traces/batchGet", in: .version3, access: .on(.trace(field: "trace_ids"), .read)) { call in
            let (ids, experiments) = try batch(call.fields)
            let traces = try await call.store.fullTraces(ids, in: experiments)
            return traces.isEmpty ? .empty : .json(["traces": .array(traces.map(TraceJSON.full))])
        },
        Endpoint("batchGetTraceInfos", .post, "traces/batchGetInfos", in: .version3, access: .on(.trace(field: "trace_ids"), .read)) {
            call in
            let (ids, experiments) = try batch(call.fields)
            let traces = try await call.store.traces(ids, in: experiments)
            return traces.isEmpty ? .empty : .json(["trace_infos": .array(traces.map { .object(TraceJSON.info($0)) })])
        },
        Endpoint(
            "searchTracesV3", .post, "traces/search", in: .version3,
            access: .on(.experiment(field: "locations.mlflow_experiment.experiment_id"), .read)
        ) { call in
            try call.fields.require("locations")
            let locations = try call.fields.messages("locations")
            var experiments: [ExperimentID] = []
            for location in locations {
                guard let place = try location.message("mlflow_experiment") else { continue }
                experiments.append(try place.experimentID())
            }
            let page = try await TraceSearch.page(of: experiments, call.fields, call.store)
            return .json(TraceSearch.reply(page) { .object(TraceJSON.info($0)) })
        },
        Endpoint("getTraceArtifact", .get, "get-trace-artifact", in: .version2, .version3, access: .on(.trace(field: "request_id"), .read))
        {
            call in
            guard let id = try call.fields.text("request_id"), !id.isEmpty else {
                throw MLflowError(.badRequest, "Request must include the \"request_id\" query parameter.")
            }
            return try await TraceFile.reply(id, path: try call.fields.text("path"), call)
        },
    ]

    private static func batch(_ fields: Fields) throws -> ([String], [ExperimentID]?) {
        try fields.require("trace_ids")
        let ids = try fields.texts("trace_ids")
        let experiments = try fields.experimentIDs()
        return (ids, experiments.isEmpty ? nil : experiments)
    }

    private static let deletion = [
        Endpoint(
            "deleteTraces", .post, "traces/delete-traces", in: .version2, .version3,
            access: .on(.experiment(field: "experiment_id"), .edit)
        ) { call in
            let experiment = try call.fields.experimentID()
            let selection = try TraceSelectionReading.selection(call.fields)
            let count = try await call.store.deleteTraces(selection, in: experiment)
            return .json(["traces_deleted": .integer(Int64(count))])
        }
    ]
}

extension TraceEndpoints {
    private static let tags =
        tagEndpoints("V3", "trace_id", .version3) + tagEndpoints("", "request_id", .version2)

    private static func tagEndpoints(_ suffix: String, _ field: String, _ prefix: Endpoint.Prefix) -> [Endpoint] {
        [
            Endpoint("setTraceTag\(suffix)", .patch, "traces/:\(field)/tags", in: prefix, access: .on(.trace(field: field), .edit)) {
                call in
                let id = try call.fields.requiredText(field)
                let tag = try call.fields.runTag()
                try TraceTag.checkMutable(tag.name, "set")
                try await call.store.setTag(tag.name, to: tag.value, ofTrace: id)
                return .empty
            },
            Endpoint("deleteTraceTag\(suffix)", .delete, "traces/:\(field)/tags", in: prefix, access: .on(.trace(field: field), .edit)) {
                call in
                let id = try call.fields.requiredText(field)
                let name = try call.fields.requiredText("key")
                try TraceTag.checkMutable(name, "deleted")
                try await call.store.removeTag(name, ofTrace: id)
                return .empty
            },
        ]
    }

    private static let mostLinks = 100

    private static let links = [
        Endpoint("linkTracesToRun", .post, "traces/link-to-run", in: .version2, .version3, access: .on(.run(field: "run_id"), .edit)) {
            call in
            try call.fields.require("trace_ids")
            let ids = try call.fields.texts("trace_ids")
            let run = try call.fields.requiredText("run_id")
            guard ids.count <= mostLinks else {
                throw MLflowError.invalid(
                    "Cannot link more than \(mostLinks) traces to a run in a single request. Provided \(ids.count) traces.")
            }
            try await call.store.link(traces: ids, toRun: run)
            return .empty
        },
        Endpoint(
            "linkPromptsToTrace", .post, "traces/link-prompts", in: .version2, .version3, access: .on(.trace(field: "trace_id"), .edit)
        ) {
            call in
            let id = try call.fields.requiredText("trace_id")
            try call.fields.require("prompt_versions")
            let versions = try call.fields.messages("prompt_versions")
            var prompts: [(name: String, version: String)] = []
            for version in versions {
                let number = try version.requiredInteger("version")
                prompts.append((try version.requiredText("name"), String(number)))
            }
            try await call.store.link(prompts: prompts, toTrace: id)
            return .empty
        },
    ]
}
