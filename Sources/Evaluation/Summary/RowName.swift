import Tracking

/// What a row is called when runs are held against each other: its own id, else its place; the two are never taken for each other.
enum RowName: Hashable, Sendable {
    /// The row's own id.
    case id(String)
    /// The place of a row without id, from 0.
    case place(Int)

    /// The name of the row at a position.
    init(id: String?, _ position: SamplePosition) { self = id.map(RowName.id) ?? .place(position.index) }

    /// The name for people; places are counted from 1.
    var label: String {
        switch self {
        case .id(let id): id
        case .place(let index): String(index + 1)
        }
    }
}
