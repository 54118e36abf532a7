import Tracking

extension Run {
    /// The name as people can click on it: the beginning of the identifier where the name has nothing to see.
    var shownName: String { name.allSatisfy(\.isWhitespace) ? String(id.rawValue.prefix(8)) : name }
}
