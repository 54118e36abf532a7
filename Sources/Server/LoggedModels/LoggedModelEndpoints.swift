import HTTPTypes
import TouchstoneJSON
import Tracking

/// Models that runs have logged.
enum LoggedModelEndpoints {
    static let all = [
        Endpoint("createLoggedModel", .post, "logged-models", access: .on(.experiment(field: "experiment_id"), .edit)) {
            try await create($0)
        },
        Endpoint(
            "searchLoggedModels", .post, "logged-models/search", access: .filtered
        ) { try await LoggedModelSearch.answer($0) },
        Endpoint("getLoggedModel", .get, "logged-models/:model_id", access: .on(model, .read)) { call in
            let id = try call.fields.requiredText("model_id")
            guard let found = try await call.store.loggedModel(id, orDeleted: try call.fields.bool("allow_deleted") ?? false) else {
                throw TrackingError.notFound(kind: "logged model", name: id)
            }
            return answer(found)
        },
        Endpoint("finalizeLoggedModel", .patch, "logged-models/:model_id", access: .on(model, .edit)) { call in
            let id = try call.fields.requiredText("model_id")
            guard let status = try call.fields.loggedModelStatus() else { throw call.fields.missing("status") }
            return answer(try await call.store.setStatus(status, ofLoggedModel: id))
        },
        Endpoint("deleteLoggedModel", .delete, "logged-models/:model_id", access: .on(model, .edit)) { call in
            try await call.store.deleteLoggedModel(try call.fields.requiredText("model_id"))
            return .empty
        },
        Endpoint("setLoggedModelTags", .patch, "logged-models/:model_id/tags", access: .on(model, .edit)) { call in
            let id = try call.fields.requiredText("model_id")
            try await call.store.setTags(try call.fields.modelTags(), ofLoggedModel: id)
            return .empty
        },
        Endpoint("deleteLoggedModelTag", .delete, "logged-models/:model_id/tags/:tag_key", access: .on(model, .edit)) { call in
            let id = try call.fields.requiredText("model_id")
            let key = try call.fields.requiredText("tag_key")
            guard try await call.store.removeTag(key, fromLoggedModel: id) else {
                throw MLflowError.missing("No tag with key '\(key)' found for model with ID '\(id)'.")
            }
            return .empty
        },
        Endpoint("LogLoggedModelParams", .post, "logged-models/:model_id/params", access: .on(model, .edit)) { call in
            let id = try call.fields.requiredText("model_id")
            try await call.store.addParams(try call.fields.modelParams(), toLoggedModel: id)
            return .empty
        },
    ]

    private static let model = AccessTarget.loggedModel(field: "model_id")

    private static func create(_ call: Call) async throws -> Reply {
        let fields = call.fields
        let experiment = try fields.experimentID()
        let name = try fields.filledText("name") ?? RandomRunName.next()
        try LoggedModelName.check(name)
        let details = try await call.store.createLoggedModel(
            named: name, in: experiment, type: try fields.text("model_type") ?? "", sourceRun: try fields.text("source_run_id") ?? "",
            params: try fields.modelParams(), tags: try fields.modelTags())
        return answer(details)
    }

    private static func answer(_ details: LoggedModelDetails) -> Reply {
        .jsonBytes(JSONStream.object { $0.object("model") { $0.writeLoggedModel(details) } })
    }
}

extension Fields {
    fileprivate func modelTags() throws(MLflowError) -> [NamedText] {
        try each("tags") { tag throws(MLflowError) in try tag.namedText(value: .modelTag) }
    }

    fileprivate func modelParams() throws(MLflowError) -> [NamedText] {
        try each("params") { param throws(MLflowError) in
            let name = try param.requiredText("key")
            try TextLimit.key.check(name, "Param key")
            return NamedText(name, try param.text("value") ?? "")
        }
    }

    fileprivate func loggedModelStatus() throws(MLflowError) -> LoggedModelStatus? {
        guard let value = try value("status") else { return nil }
        switch value {
        case "LOGGED_MODEL_PENDING", 1: return .pending
        case "LOGGED_MODEL_READY", 2: return .ready
        case "LOGGED_MODEL_UPLOAD_FAILED", 3: return .uploadFailed
        default: throw wrong("status", value)
        }
    }
}

extension JSONStream {
    /// A logged model with all that belongs to it.
    mutating func writeLoggedModel(_ details: LoggedModelDetails) {
        object("info") { stream in
            let model = details.model
            stream.member("model_id", model.id)
            stream.member("experiment_id", model.experiment.description)
            stream.member("name", model.name)
            stream.member("creation_timestamp_ms", model.creationTime.rawValue)
            stream.member("last_updated_timestamp_ms", model.lastUpdateTime.rawValue)
            stream.member("artifact_uri", model.artifactURI)
            stream.member("status", "LOGGED_MODEL_\(model.status.rawValue)")
            stream.member("model_type", model.type)
            stream.member("source_run_id", model.sourceRun)
            stream.list("tags", details.tags) { $0.writeNamed($1) }
        }
        object("data") { stream in
            stream.list("params", details.params) { $0.writeNamed($1) }
            stream.list("metrics", details.metrics) { stream, metric in
                stream.writePoint(key: metric.name, metric.value, time: metric.time, step: metric.step)
                stream.member("dataset_name", metric.datasetName)
                stream.member("dataset_digest", metric.datasetDigest)
                stream.member("model_id", details.model.id)
                stream.member("run_id", metric.run.rawValue)
            }
        }
    }
}
