/// Why nothing can be imported; one sentence.
package enum MLflowImportError: Error, Sendable, Hashable, CustomStringConvertible {
    case missing(path: String)
    case notMLflow(path: String, reason: String)
    case unsupported(text: String)
    case unreadable(path: String, reason: String)

    package var description: String {
        switch self {
        case .missing(let path): "There is nothing at \(path): name an MLflow database file or an mlruns folder."
        case .notMLflow(let path, let reason): "\(path) is neither an MLflow database nor an mlruns folder: \(reason)."
        case .unsupported(let text): "\"\(text)\" cannot be imported from: name a SQLite file or an mlruns folder."
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        }
    }
}
