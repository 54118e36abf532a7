/// How an evaluation is carried out: everything that is not part of what it computes.
public struct EvaluationOptions: Sendable {
    /// The store: a path, or a URL such as `sqlite:///touchstone.db`.
    public var store: String
    /// Start anew: neither continue an unfinished run nor use answers that were paid for before.
    public var isFresh: Bool
    /// Environment variables for keys; the process's own when nil.
    public var environment: [String: String]?

    /// Options with defaults: the store `touchstone.db` in the current folder, unfinished runs are continued.
    public init(store: String = "touchstone.db", isFresh: Bool = false) {
        self.store = store
        self.isFresh = isFresh
    }
}
