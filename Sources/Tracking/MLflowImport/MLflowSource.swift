/// Where MLflow kept what is imported.
///
/// Lists are of what is few; runs are read one by one, and the histories of their metrics in pieces.
protocol MLflowSource: Sendable {
    /// What the source does not have or what is not taken from it, in sentences.
    func remarks() throws -> [String]
    func experiments() throws -> [MLflowExperiment]
    /// The identifiers of all runs, in the order in which they began.
    func runIDs() throws -> [String]
    /// A run; nil when it went away meanwhile.
    func run(_ id: String) throws -> MLflowRun?
    /// Hands over a run's metrics, some at a time.
    func forEachMetrics(of run: String, _ body: ([Metric]) throws -> Void) throws
    func loggedModels() throws -> [MLflowLoggedModel]
    /// The values of a logged model's metrics, each measured by a run.
    func metrics(ofLoggedModel id: String) throws -> [LoggedModelMetric]
    /// The identifiers of all traces, in the order in which they began.
    func traceIDs() throws -> [String]
    /// A trace; nil when it went away meanwhile.
    func trace(_ id: String) throws -> MLflowTrace?
    func evaluationDatasets() throws -> [MLflowEvaluationDataset]
    /// Hands over the records of an evaluation dataset, some at a time.
    func forEachRecords(of dataset: String, _ body: ([EvaluationRecord]) throws -> Void) throws
    func registeredModels() throws -> [MLflowRegisteredModel]
    func modelVersions() throws -> [MLflowModelVersion]
    /// The folder in which artifacts with that URI lie; nil when it is elsewhere.
    func folder(ofArtifacts uri: String) -> String?
}

/// What only databases hold.
extension MLflowSource {
    func metrics(ofLoggedModel id: String) throws -> [LoggedModelMetric] { [] }
    func traceIDs() throws -> [String] { [] }
    func trace(_ id: String) throws -> MLflowTrace? { nil }
    func evaluationDatasets() throws -> [MLflowEvaluationDataset] { [] }
    func forEachRecords(of dataset: String, _ body: ([EvaluationRecord]) throws -> Void) throws {}
}
