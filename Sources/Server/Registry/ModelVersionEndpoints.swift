import HTTPTypes
import TouchstoneJSON
import Tracking

extension RegistryEndpoints {
    /// Versions of registered models and prompts.
    static let versions = [
        Endpoint("createModelVersion", .post, "model-versions/create", access: .on(named, .edit)) { call in
            let fields = call.fields
            let new = NewModelVersion(
                of: try fields.requiredText("name"), source: try fields.requiredText("source"), runID: try fields.text("run_id"),
                runLink: try fields.text("run_link"), description: try fields.text("description"), modelID: try fields.text("model_id"),
                tags: try RegistryMessage.tags(fields))
            let version = try await call.store.createModelVersion(new, sources: call.resources.settings.modelSources)
            return .json(["model_version": .object(RegistryMessage.json(version))])
        },
        Endpoint("getModelVersion", .get, "model-versions/get", access: .on(named, .read)) { call in
            let name = try call.fields.requiredText("name")
            let version = try await call.store.modelVersion(of: name, try RegistryMessage.version(call.fields))
            return .json(["model_version": .object(RegistryMessage.json(version))])
        },
        Endpoint("updateModelVersion", .patch, "model-versions/update", access: .on(named, .edit)) { call in
            let name = try call.fields.requiredText("name")
            let version = try await call.store.describeModelVersion(
                of: name, try RegistryMessage.version(call.fields), as: try call.fields.text("description"))
            return .json(["model_version": .object(RegistryMessage.json(version))])
        },
        Endpoint("deleteModelVersion", .delete, "model-versions/delete", access: .on(named, .edit)) { call in
            let name = try call.fields.requiredText("name")
            try await call.store.deleteModelVersion(of: name, try RegistryMessage.version(call.fields))
            return .empty
        },
        Endpoint("transitionModelVersionStage", .post, "model-versions/transition-stage", access: .on(named, .edit)) { call in
            let fields = call.fields
            let name = try fields.requiredText("name")
            let number = try RegistryMessage.version(fields)
            let stage = try ModelStage(parsing: try fields.requiredText("stage"))
            let version = try await call.store.moveModelVersion(
                of: name, number, to: stage, archivesOthers: try fields.bool("archive_existing_versions") ?? false)
            return .json(["model_version": .object(RegistryMessage.json(version))])
        },
        Endpoint("getModelVersionDownloadUri", .get, "model-versions/get-download-uri", access: .on(named, .read)) { call in
            let name = try call.fields.requiredText("name")
            let version = try await call.store.modelVersion(of: name, try RegistryMessage.version(call.fields))
            return .json(["artifact_uri": .string(version.storageLocation)])
        },
        Endpoint("searchModelVersions", .get, "model-versions/search", access: .filtered) { call in
            let fields = call.fields
            let page = try await call.store.searchModelVersions(
                among: try await call.readableModels(), filter: try fields.text("filter") ?? "",
                maxResults: Int(try fields.integer("max_results") ?? 200_000),
                orderBy: try fields.texts("order_by"), pageToken: try fields.text("page_token"))
            return RegistryMessage.page(page, as: "model_versions") { RegistryMessage.json($0) }
        },
    ]

    /// Tags of versions.
    static let versionTags = [
        Endpoint("setModelVersionTag", .post, "model-versions/set-tag", access: .on(named, .edit)) { call in
            let name = try call.fields.requiredText("name")
            let version = try RegistryMessage.version(call.fields)
            try await call.store.setTag(try RegistryMessage.tag(call.fields), ofVersion: version, of: name)
            return .empty
        },
        Endpoint("deleteModelVersionTag", .delete, "model-versions/delete-tag", access: .on(named, .edit)) { call in
            let name = try call.fields.requiredText("name")
            let version = try RegistryMessage.version(call.fields)
            try await call.store.deleteTag(try call.fields.requiredText("key"), ofVersion: version, of: name)
            return .empty
        },
    ]
}
