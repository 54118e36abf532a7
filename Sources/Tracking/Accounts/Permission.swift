/// What somebody may do with an experiment or a registered model; each includes those before it.
package enum Permission: String, Sendable, Hashable, CaseIterable, Comparable {
    case read = "READ"
    case edit = "EDIT"
    case manage = "MANAGE"

    private var rank: Int {
        switch self {
        case .read: 0
        case .edit: 1
        case .manage: 2
        }
    }

    package static func < (left: Permission, right: Permission) -> Bool { left.rank < right.rank }
}
