import HTTPTypes
import TouchstoneJSON
import Tracking

extension RunEndpoints {
    /// What is noted about a run while it goes on.
    static let notes = [
        Endpoint("logMetric", .post, "runs/log-metric", access: .on(run, .edit)) { call in
            let id = try call.fields.runID()
            try await call.store.record(RunNotes(metrics: [try call.fields.metric(nameField: "name")]), in: id)
            return .empty
        },
        Endpoint("logParam", .post, "runs/log-parameter", access: .on(run, .edit)) { call in
            let id = try call.fields.runID()
            let param = try call.fields.param()
            do { try await call.store.record(RunNotes(params: [param]), in: id) } catch TrackingError.paramsChanged(let changes) {
                throw changes.first.map { MLflowError.changed($0, of: id) } ?? .changed(changes, of: id)
            }
            return .empty
        },
        Endpoint("setTag", .post, "runs/set-tag", access: .on(run, .edit)) { call in
            let id = try call.fields.runID()
            try await call.store.record(RunNotes(tags: [try call.fields.runTag()]), in: id)
            return .empty
        },
        Endpoint("deleteTag", .post, "runs/delete-tag", access: .on(run, .edit)) { call in
            let id = try call.fields.runID()
            let key = try call.fields.requiredText("key")
            guard try await call.store.removeTag(key, from: id) else {
                throw MLflowError.missing("No tag with name: \(key) in run with id \(id)")
            }
            return .empty
        },
        Endpoint("logBatch", .post, "runs/log-batch", access: .on(run, .edit)) { call in
            let id = try call.fields.checkedRunID()
            let notes = try batch(call.fields)
            do { try await call.store.record(notes, in: id) } catch TrackingError.paramsChanged(let changes) {
                throw MLflowError.changed(changes, of: id)
            }
            return .empty
        },
        Endpoint("logModel", .post, "runs/log-model", access: .on(run, .edit)) { try await logModel($0) },
    ]

    /// The notes of a batch, all of them checked before any is kept.
    private static func batch(_ fields: Fields) throws(MLflowError) -> RunNotes {
        let metrics = try fields.each("metrics") { metric throws(MLflowError) in try metric.metric(nameField: metric.path("name")) }
        let params = try fields.each("params") { param throws(MLflowError) in try param.param() }
        let tags = try fields.each("tags") { tag throws(MLflowError) in try tag.runTag() }
        try BatchLimits.check(metrics: metrics.count, params: params.map(\.name), tags: tags.count)
        return RunNotes(metrics: metrics, params: params, tags: tags)
    }

    private static let modelFields = ["run_id", "artifact_path", "utc_time_created", "flavors"]

    /// What older clients tell about a model: as much of it as MLflow keeps.
    private static func logModel(_ call: Call) async throws -> Reply {
        let id = try call.fields.runID()
        let text = try call.fields.requiredText("model_json")
        guard let model = (try? JSONValue(parsing: text))?.objectValue else {
            throw MLflowError.invalid("Malformed model info. \n \(text.prefix(1000)) \n is not a valid JSON.")
        }
        let absent = modelFields.filter { model[$0] == nil }
        guard absent.isEmpty else {
            let list = absent.sorted().map { "'\($0)'" }.joined(separator: ", ")
            throw MLflowError.invalid("Model json is missing mandatory fields: {\(list)}")
        }
        var kept = JSONObject()
        for name in ["run_id", "artifact_path", "utc_time_created", "model_uuid"] { kept[name] = model[name] }
        kept["flavors"] = .object(withoutConfiguration(model["flavors"]?.objectValue ?? [:]))
        try await call.store.appendModel(kept, toHistoryOf: id)
        return .empty
    }

    /// Flavors without their member `config`, which may be large.
    private static func withoutConfiguration(_ flavors: JSONObject) -> JSONObject {
        JSONObject(
            flavors.map { flavor in
                guard case .object(var settings) = flavor.value else { return (flavor.key, flavor.value) }
                settings["config"] = nil
                return (flavor.key, .object(settings))
            })
    }
}
