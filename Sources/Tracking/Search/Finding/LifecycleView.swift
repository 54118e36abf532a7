/// Which runs or experiments a search looks at.
package enum LifecycleView: String, Sendable, Hashable {
    case active = "ACTIVE_ONLY"
    case deleted = "DELETED_ONLY"
    case all = "ALL"

    /// What a column of the lifecycle must fulfil.
    func condition(_ column: String) -> SQLFragment? {
        switch self {
        case .active: SQLFragment("\(column) = ?", [.text(LifecycleStage.active.rawValue)])
        case .deleted: SQLFragment("\(column) = ?", [.text(LifecycleStage.deleted.rawValue)])
        case .all: nil
        }
    }
}
