/// An experiment as MLflow keeps it.
struct MLflowExperiment: Sendable, Hashable {
    let id: String
    let name: String
    let artifactLocation: String
    let stage: LifecycleStage
    let creationTime: Int64?
    let lastUpdateTime: Int64?
    var tags: [NamedText] = []
}

/// A run as MLflow keeps it, without the histories of its metrics.
struct MLflowRun: Sendable, Hashable {
    /// A dataset that the run was made from.
    struct Input: Sendable, Hashable {
        let dataset: DatasetRecord
        var tags: [NamedText]
    }

    let id: String
    let experiment: String
    let name: String
    let user: String
    let status: RunStatus
    let startTime: Int64
    let endTime: Int64?
    let stage: LifecycleStage
    let deletedTime: Int64?
    let artifactURI: String
    var params: [NamedText] = []
    var tags: [NamedText] = []
    var inputs: [Input] = []
    /// The logged models that it was made from.
    var inputModels: [String] = []
    /// The logged models that it made.
    var outputModels: [ModelOutput] = []
}

/// A logged model as MLflow keeps it.
struct MLflowLoggedModel: Sendable, Hashable {
    let id: String
    let experiment: String
    let name: String
    let type: String
    let sourceRun: String
    let status: String
    let artifactURI: String
    let stage: LifecycleStage
    let creationTime: Int64
    let lastUpdateTime: Int64
    var tags: [NamedText] = []
    var params: [NamedText] = []
}

/// A registered model or prompt as MLflow keeps it.
struct MLflowRegisteredModel: Sendable, Hashable {
    let name: String
    let description: String?
    let creationTime: Int64
    let lastUpdateTime: Int64
    var tags: [NamedText] = []
    var aliases: [RegisteredModel.Alias] = []
}

/// A version of a registered model or prompt as MLflow keeps it.
struct MLflowModelVersion: Sendable, Hashable {
    let name: String
    let version: Int64
    let description: String?
    let stage: ModelStage
    let source: String
    let storageLocation: String?
    let runID: String?
    let runLink: String?
    let status: String
    let isDeleted: Bool
    let creationTime: Int64
    let lastUpdateTime: Int64
    var tags: [NamedText] = []
}
