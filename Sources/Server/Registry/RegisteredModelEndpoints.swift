import HTTPTypes
import TouchstoneJSON
import Tracking

extension RegistryEndpoints {
    /// What names a registered model in most messages.
    static let named = AccessTarget.registeredModel(field: "name")

    /// Registered models and prompts themselves.
    static let models = [
        Endpoint("createRegisteredModel", .post, "registered-models/create", access: .signedIn) { call in
            let fields = call.fields
            let model = try await call.store.createRegisteredModel(
                named: try fields.requiredText("name"), tags: try RegistryMessage.tags(fields), description: try fields.text("description"),
                owner: call.owner)
            return .json(["registered_model": .object(RegistryMessage.json(model))])
        },
        Endpoint("getRegisteredModel", .get, "registered-models/get", access: .on(named, .read)) { call in
            let model = try await call.store.registeredModel(named: try call.fields.requiredText("name"))
            return .json(["registered_model": .object(RegistryMessage.json(model))])
        },
        Endpoint("updateRegisteredModel", .patch, "registered-models/update", access: .on(named, .edit)) { call in
            let model = try await call.store.describeRegisteredModel(
                named: try call.fields.requiredText("name"), as: try call.fields.text("description"))
            return .json(["registered_model": .object(RegistryMessage.json(model))])
        },
        Endpoint("renameRegisteredModel", .post, "registered-models/rename", access: .on(named, .manage)) { call in
            let model = try await call.store.renameRegisteredModel(
                from: try call.fields.requiredText("name"), to: try call.fields.requiredText("new_name"))
            return .json(["registered_model": .object(RegistryMessage.json(model))])
        },
        Endpoint("deleteRegisteredModel", .delete, "registered-models/delete", access: .on(named, .manage)) { call in
            try await call.store.deleteRegisteredModel(named: try call.fields.requiredText("name"))
            return .empty
        },
        Endpoint("searchRegisteredModels", .get, "registered-models/search", access: .filtered) { call in
            let fields = call.fields
            let page = try await call.store.searchRegisteredModels(
                among: try await call.readableModels(), filter: try fields.text("filter") ?? "",
                maxResults: Int(try fields.integer("max_results") ?? 100),
                orderBy: try fields.texts("order_by"), pageToken: try fields.text("page_token"))
            return RegistryMessage.page(page, as: "registered_models") { RegistryMessage.json($0) }
        },
    ]

    /// The newest versions by stage, with both methods that clients use.
    static let latestVersions = [
        Endpoint("getLatestVersions", .post, "registered-models/get-latest-versions", access: .on(named, .read), latest),
        Endpoint("getLatestVersions", .get, "registered-models/get-latest-versions", access: .on(named, .read), latest),
    ]

    @Sendable private static func latest(_ call: Call) async throws -> Reply {
        let name = try call.fields.requiredText("name")
        let stages = try call.fields.texts("stages").map { try ModelStage(parsing: $0) }
        let versions = try await call.store.latestVersions(of: name, stages: stages)
        return .json(versions.isEmpty ? [:] : ["model_versions": .array(versions.map { .object(RegistryMessage.json($0)) })])
    }

    /// Tags of registered models and prompts.
    static let modelTags = [
        Endpoint("setRegisteredModelTag", .post, "registered-models/set-tag", access: .on(named, .edit)) { call in
            let name = try call.fields.requiredText("name")
            try await call.store.setTag(try RegistryMessage.tag(call.fields), ofModel: name)
            return .empty
        },
        Endpoint("deleteRegisteredModelTag", .delete, "registered-models/delete-tag", access: .on(named, .edit)) { call in
            let name = try call.fields.requiredText("name")
            try await call.store.deleteTag(try call.fields.requiredText("key"), ofModel: name)
            return .empty
        },
    ]

    /// Other names for versions.
    static let aliases = [
        Endpoint("setRegisteredModelAlias", .post, "registered-models/alias", access: .on(named, .edit)) { call in
            let name = try call.fields.requiredText("name")
            let alias = try call.fields.requiredText("alias")
            try await call.store.setModelAlias(alias, of: name, to: try RegistryMessage.version(call.fields))
            return .empty
        },
        Endpoint("deleteRegisteredModelAlias", .delete, "registered-models/alias", access: .on(named, .edit)) { call in
            let name = try call.fields.requiredText("name")
            try await call.store.deleteModelAlias(try call.fields.requiredText("alias"), of: name)
            return .empty
        },
        Endpoint("getModelVersionByAlias", .get, "registered-models/alias", access: .on(named, .read)) { call in
            let name = try call.fields.requiredText("name")
            let version = try await call.store.modelVersion(of: name, alias: try call.fields.requiredText("alias"))
            return .json(["model_version": .object(RegistryMessage.json(version))])
        },
    ]
}
