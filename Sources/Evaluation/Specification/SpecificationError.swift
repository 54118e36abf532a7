/// What is wrong with a specification, and where.
public struct SpecificationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file; nil when the specification came from elsewhere.
    public var file: String?
    /// Line, counted from 1; nil when the whole is meant.
    public var line: Int?
    /// Column, counted from 1.
    public var column: Int?
    /// What is wrong and how to mend it.
    public var reason: String

    /// An error.
    public init(file: String? = nil, line: Int? = nil, column: Int? = nil, reason: String) {
        self.file = file
        self.line = line
        self.column = column
        self.reason = reason
    }

    public var description: String {
        var place = file ?? "the specification"
        if let line { place += ", line \(line)" }
        if let column { place += ", column \(column)" }
        return place + ": " + reason
    }
}
