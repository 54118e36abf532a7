/// What a new version comes from, with everything that its source leads to in the store.
struct ModelOrigin {
    let source: String
    let storageLocation: String
    let runID: String?
    let modelID: String?
    let isPrompt: Bool

    /// Looks up what a version's source names, and makes sure that the version may have it.
    static func resolve(_ new: NewModelVersion, _ rules: ModelSourceRules, _ connection: any SQLConnection) throws -> ModelOrigin {
        let runID = new.runID.flatMap { $0.isEmpty ? nil : $0 }
        let modelID = new.modelID.flatMap { $0.isEmpty ? nil : $0 }
        if PromptTags.sayPrompt(new.tags) {
            guard PromptTags.placeholders.contains(new.source) else {
                let parts = ModelSourceText(new.source)
                if let scheme = parts?.scheme, scheme != "file", parts?.hasSteps == true { throw ModelSource.steps(new.source) }
                throw RegistryError.invalid(
                    "Invalid prompt source: '\(new.source)'. A prompt has no files: its source must be the placeholder that clients send.")
            }
            return ModelOrigin(source: new.source, storageLocation: new.source, runID: runID, modelID: modelID, isPrompt: true)
        }
        let source = try ModelSource(parsing: new.source, rules: rules)
        if case .registered(let name, let selector) = source {
            return try registered(name, selector, new, connection)
        }
        try check(source, new.source, runID: runID, modelID: modelID, connection)
        guard let modelID else {
            return ModelOrigin(source: new.source, storageLocation: new.source, runID: runID, modelID: nil, isPrompt: false)
        }
        let model = try LoggedModelPlace.find(modelID, connection)
        let isModelItself = source == .loggedModel(modelID)
        return ModelOrigin(
            source: new.source, storageLocation: isModelItself ? model.artifactURI : new.source,
            runID: runID ?? (isModelItself ? model.sourceRunID : nil), modelID: modelID, isPrompt: false)
    }

    /// A version made from another version has the same run, logged model and files.
    private static func registered(
        _ name: String, _ selector: ModelSelector, _ new: NewModelVersion, _ connection: any SQLConnection
    ) throws -> ModelOrigin {
        guard try !RegisteredModel.bare(name, connection).isPrompt else {
            throw RegistryError.invalid(
                "Invalid model version source: '\(new.source)'. Prompt versions cannot be used as model version sources.")
        }
        let number =
            switch selector {
            case .version(let version): version
            case .alias(let alias): try ModelVersion.number(of: name, alias: alias, connection)
            case .latest: try ModelVersion.latestNumber(of: name, connection)
            case .stage(let stage): try ModelVersion.latestNumber(of: name, at: stage, connection)
            }
        let version = try ModelVersion.bare(name, number, connection)
        guard new.runID == nil || new.runID == version.runID ?? "", new.modelID == nil || new.modelID == version.modelID ?? "" else {
            throw RegistryError.invalid(
                """
                Invalid model version source: '\(new.source)'. The run_id and model_id request parameters must match the referenced \
                model version.
                """)
        }
        return ModelOrigin(
            source: "models:/\(name)/\(number)", storageLocation: version.storageLocation, runID: version.runID,
            modelID: version.modelID, isPrompt: false)
    }

    /// Makes sure that a source belongs to the logged model that is named, or else to the run.
    private static func check(
        _ source: ModelSource, _ text: String, runID: String?, modelID: String?, _ connection: any SQLConnection
    ) throws {
        let field = modelID == nil ? "run_id" : "model_id"
        func root() throws -> String? {
            if let modelID { return try? LoggedModelPlace.find(modelID, connection).artifactURI }
            guard let runID else { return nil }
            return try connection.first("SELECT artifact_uri FROM run WHERE id = ?", [.text(runID)]) { try $0.text() }
        }
        switch source {
        case .elsewhere, .registered: return
        case .run(let id):
            guard modelID == nil, id == runID else { throw ModelSource.foreign(text, field: field) }
        case .loggedModel(let id):
            guard id == modelID else { throw ModelSource.foreign(text, field: "model_id") }
        case .proxied(let place):
            guard let root = try root(), place.isWithin(root) else { throw ModelSource.foreign(text, field: field) }
        case .local(let path):
            guard let root = try root(), LocalPlace.contains(root, path) else { throw ModelSource.local(text, field: field) }
        }
    }

    /// Notes on a logged model that it has a version.
    func note(_ version: Int64, of name: String, _ connection: any SQLConnection) throws {
        guard let modelID, !isPrompt else { return }
        try LoggedModel.noteVersion(Int(version), ofRegisteredModel: name, on: modelID, connection)
    }
}
