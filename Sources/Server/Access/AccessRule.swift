import Tracking

/// Who may call an endpoint, decided before it runs.
enum AccessRule: Sendable, Hashable {
    /// Anybody, also without a name: liveness and version only.
    case open
    /// Anybody who is signed in: what is answered depends on nothing that is protected.
    case signedIn
    /// Anybody who is signed in, who sees only what they may read: the endpoint leaves out the rest with ``Call/mayRead(_:)``.
    case filtered
    /// Whoever has the permission on each thing that the request's fields name.
    case on(AccessTarget, Permission)
    /// Administrators.
    case administrator
}

/// The thing that a request is about, by the field that names it; a field may hold a list, and then each is checked. A field of a message
/// within the message is named with dots, through lists too: `locations.mlflow_experiment.experiment_id`.
enum AccessTarget: Sendable, Hashable {
    /// Experiments by number.
    case experiment(field: String)
    /// An experiment by number in a header of the request.
    case experimentHeader(String)
    /// An experiment by name.
    case experimentName(field: String)
    /// Runs, by the permission on their experiment; `run_uuid` stands in for an absent `run_id`.
    case run(field: String)
    /// Logged models, by the permission on their experiment.
    case loggedModel(field: String)
    /// Registered models and prompts by name.
    case registeredModel(field: String)
    /// Traces, by the permission on their experiment.
    case trace(field: String)
    /// Evaluation datasets, by the permission on all of their experiments.
    case evaluationDataset(field: String)
    /// A path below `mlflow-artifacts:/`, by the permission on the experiment that its first segment numbers.
    case artifactPath(field: String)
}
