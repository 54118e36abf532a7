/// Why traces, evaluation datasets and scorers refuse: the client is at fault, never the store. Texts are those that MLflow's clients
/// look for.
package enum TraceError: Error, Sendable, Hashable {
    /// What the request names does not exist.
    case notFound(String)
    /// A field has a value that cannot be.
    case invalid(String)
}

extension TraceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notFound(let message), .invalid(let message): message
        }
    }

    static func trace(_ id: String) -> TraceError { .notFound("Trace with ID '\(id)' not found.") }

    static func experiment(_ id: ExperimentID) -> TraceError { .notFound("No Experiment with id=\(id) exists") }
}

extension ExperimentID {
    /// The experiment, which must be there; and in use where `mustBeActive` says so.
    func found(mustBeActive: Bool = false, _ connection: any SQLConnection) throws -> Experiment {
        let experiment = try connection.first("SELECT \(Experiment.columns) FROM experiment WHERE id = ?", [.integer(rawValue)]) {
            try Experiment(&$0)
        }
        guard let experiment else { throw TraceError.experiment(self) }
        guard experiment.stage == .active || !mustBeActive else {
            throw TraceError.invalid("The experiment \(self) must be in the 'active' state. Current state is \(experiment.stage.rawValue).")
        }
        return experiment
    }
}
