/// What is wrong with one row of the data, or with a whole file.
public struct DataProblem: Error, Sendable, Hashable {
    /// The file, or "standard input".
    public var source: String
    /// The line at which the row begins, counted from 1; nil when the whole file is meant.
    public var line: Int?
    /// The byte within the line, counted from 1; nil when the whole line is meant.
    public var column: Int?
    /// What is wrong and how to mend it.
    public var reason: String

    /// A problem.
    public init(source: String, line: Int? = nil, column: Int? = nil, reason: String) {
        self.source = source
        self.line = line
        self.column = column
        self.reason = reason
    }
}

extension DataProblem: CustomStringConvertible {
    public var description: String {
        var place = source
        if let line { place += ", line \(line)" }
        if let column { place += ", column \(column)" }
        return place + ": " + reason
    }
}
