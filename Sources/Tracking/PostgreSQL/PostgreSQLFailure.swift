/// What the server reports of a statement that failed.
struct PostgreSQLFailure {
    /// PostgreSQL's code of five characters.
    let code: String
    /// What the server says, in one line.
    let message: String
    /// The constraint that would be broken, where it is one.
    let constraint: String?

    init(code: String, message: String, constraint: String? = nil) {
        self.code = code
        self.message = message
        self.constraint = constraint
    }

    init(_ result: PostgreSQLResult) {
        code = result.errorField("C") ?? ""
        message = result.errorField("M") ?? "unknown error"
        constraint = result.errorField("n")
    }

    /// Whether the server ends the connection with this.
    var endsConnection: Bool { code.hasPrefix("08") || ["57P01", "57P02", "57P03", "57P05", "25P03"].contains(code) }

    /// Whether the same transaction may succeed when it runs again on the same connection: a deadlock, a failure to serialize.
    var asksForRestart: Bool { ["40001", "40P01"].contains(code) }

    /// Whether a prepared statement is out of date, because another process changed the tables.
    var isStalePlan: Bool { code == "0A000" && message.contains("cached plan") || code == "26000" }

    /// Why a statement was ended.
    static let tookTooLong = "a statement took longer than it may"

    /// The store's own error for it.
    func error(store: String) -> TrackingError {
        switch code {
        case "23505": .conflict(reason: "there is such a row already (\(constraint ?? message))")
        // What a row refers to went away, or came to be referred to, at this moment: the transaction sees it when it runs again.
        case "40001", "40P01", "23503": .conflict(reason: message)
        case "55P03": .locked(path: store)
        case "53100": .diskFull(path: store)
        case "57014": .unavailable(store: store, reason: Self.tookTooLong)
        case "25006": .readOnly(path: store)
        case "XX001", "XX002": .damaged(reason: message)
        case let code where code.hasPrefix("22") || code.hasPrefix("54"): .invalid(reason: message)
        case let code where code.hasPrefix("53") || code.hasPrefix("57P") || code.hasPrefix("08"):
            .unavailable(store: store, reason: message)
        default: .failed(reason: "\(message) (PostgreSQL \(code))")
        }
    }
}
