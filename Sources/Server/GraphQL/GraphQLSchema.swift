import HTTPTypes

/// What can be asked for in GraphQL: types with their fields, and the operations that the fields of the root stand for.
enum GraphQLSchema {
    /// What a field holds. Where an answer does not say, it is empty, 0 or false.
    enum Kind: Sendable, Hashable {
        case text
        /// A 64-bit whole number, as a text.
        case long
        case number
        case flag
        case texts
        case object(String)
        case list(String)
        /// Always null: errors are told beside the data.
        case nothing
    }

    /// An operation behind a field of the root.
    struct Operation: Sendable, Hashable {
        let method: HTTPRequest.Method
        let path: String
        /// The type of its answer.
        let type: String
    }

    static let queries: [String: Operation] = [
        "mlflowGetExperiment": operation(.get, "experiments/get", "MlflowGetExperimentResponse"),
        "mlflowGetMetricHistoryBulkInterval": operation(
            .get, "metrics/get-history-bulk-interval", "MlflowGetMetricHistoryBulkIntervalResponse"),
        "mlflowGetRun": operation(.get, "runs/get", "MlflowGetRunResponse"),
        "mlflowListArtifacts": operation(.get, "artifacts/list", "MlflowListArtifactsResponse"),
        "mlflowSearchModelVersions": operation(.get, "model-versions/search", "MlflowSearchModelVersionsResponse"),
        "mlflowSearchRuns": searchRuns,
    ]

    static let mutations: [String: Operation] = [
        "mlflowSearchDatasets": operation(.post, "experiments/search-datasets", "MlflowSearchDatasetsResponse"),
        "mlflowSearchRuns": searchRuns,
    ]

    private static let searchRuns = operation(.post, "runs/search", "MlflowSearchRunsResponse")

    static let getExperiment = operation(.get, "experiments/get", "MlflowGetExperimentResponse")
    static let searchModelVersions = operation(.get, "model-versions/search", "MlflowSearchModelVersionsResponse")

    private static func operation(_ method: HTTPRequest.Method, _ path: String, _ type: String) -> Operation {
        Operation(method: method, path: "/api/2.0/mlflow/" + path, type: type)
    }

    /// The field of the root that gives back a text.
    static let echo = (fields: Set(["test", "testMutation"]), type: "Test")
    /// The type of runs, which know their experiment and their model versions.
    static let run = "MlflowRunExtension"
}

extension GraphQLSchema {
    /// The fields of each type.
    static let types: [String: [String: Kind]] = answers.merging(runs) { first, _ in first }.merging(others) { first, _ in first }

    private static let named: [String: Kind] = ["key": .text, "value": .text]

    private static let answers: [String: [String: Kind]] = [
        "Test": ["output": .text],
        "MlflowGetExperimentResponse": ["experiment": .object("MlflowExperiment"), "apiError": .nothing],
        "MlflowGetMetricHistoryBulkIntervalResponse": ["metrics": .list("MlflowMetricWithRunId"), "apiError": .nothing],
        "MlflowGetRunResponse": ["run": .object(run), "apiError": .nothing],
        "MlflowListArtifactsResponse": [
            "rootUri": .text, "files": .list("MlflowFileInfo"), "nextPageToken": .text, "apiError": .nothing,
        ],
        "MlflowSearchModelVersionsResponse": [
            "modelVersions": .list("MlflowModelVersion"), "nextPageToken": .text, "apiError": .nothing,
        ],
        "MlflowSearchRunsResponse": ["runs": .list(run), "nextPageToken": .text, "apiError": .nothing],
        "MlflowSearchDatasetsResponse": ["datasetSummaries": .list("MlflowDatasetSummary"), "apiError": .nothing],
    ]

    private static let runs: [String: [String: Kind]] = [
        run: [
            "info": .object("MlflowRunInfo"), "data": .object("MlflowRunData"), "inputs": .object("MlflowRunInputs"),
            "outputs": .object("MlflowRunOutputs"), "experiment": .object("MlflowExperiment"),
            "modelVersions": .list("MlflowModelVersion"),
        ],
        "MlflowRunInfo": [
            "runId": .text, "runUuid": .text, "runName": .text, "experimentId": .text, "userId": .text, "status": .text,
            "startTime": .long, "endTime": .long, "artifactUri": .text, "lifecycleStage": .text,
        ],
        "MlflowRunData": [
            "metrics": .list("MlflowMetricExtension"), "params": .list("MlflowParam"), "tags": .list("MlflowRunTag"),
        ],
        "MlflowMetricExtension": [
            "key": .text, "value": .number, "timestamp": .long, "step": .long, "datasetName": .text, "datasetDigest": .text,
            "modelId": .text, "runId": .text,
        ],
        "MlflowMetricWithRunId": ["key": .text, "value": .number, "timestamp": .long, "step": .long, "runId": .text],
        "MlflowParam": named, "MlflowRunTag": named, "MlflowInputTag": named,
        "MlflowRunInputs": ["datasetInputs": .list("MlflowDatasetInput"), "modelInputs": .list("MlflowModelInput")],
        "MlflowDatasetInput": ["tags": .list("MlflowInputTag"), "dataset": .object("MlflowDataset")],
        "MlflowDataset": [
            "name": .text, "digest": .text, "sourceType": .text, "source": .text, "schema": .text, "profile": .text,
        ],
        "MlflowModelInput": ["modelId": .text],
        "MlflowRunOutputs": ["modelOutputs": .list("MlflowModelOutput")],
        "MlflowModelOutput": ["modelId": .text, "step": .long],
    ]

    private static let others: [String: [String: Kind]] = [
        "MlflowExperiment": [
            "experimentId": .text, "name": .text, "artifactLocation": .text, "lifecycleStage": .text, "lastUpdateTime": .long,
            "creationTime": .long, "tags": .list("MlflowExperimentTag"), "workspace": .text,
        ],
        "MlflowExperimentTag": named, "MlflowModelVersionTag": named,
        "MlflowFileInfo": ["path": .text, "isDir": .flag, "fileSize": .long],
        "MlflowDatasetSummary": ["experimentId": .text, "name": .text, "digest": .text, "context": .text],
        "MlflowModelVersion": [
            "name": .text, "version": .text, "creationTimestamp": .long, "lastUpdatedTimestamp": .long, "userId": .text,
            "currentStage": .text, "description": .text, "source": .text, "runId": .text, "status": .text, "statusMessage": .text,
            "tags": .list("MlflowModelVersionTag"), "runLink": .text, "aliases": .texts, "modelId": .text,
        ],
    ]
}
