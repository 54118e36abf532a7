public import Models

/// How far a run is.
public struct EvaluationProgress: Sendable {
    /// The run's name.
    public var run: String
    /// Samples finished, those of an earlier attempt included.
    public var finished: Int
    /// All samples; nil while unknown.
    public var total: Int?
    /// Samples without an answer so far.
    public var errors: Int
    /// What calls have come to so far.
    public var calls: CallCounters
    /// Calls in flight and the limit they may reach.
    public var inFlight: (running: Int, limit: Int)
}
