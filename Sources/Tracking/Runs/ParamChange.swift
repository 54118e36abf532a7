/// A param of a run that was given again with another value.
package struct ParamChange: Sendable, Hashable {
    package let name: String
    /// The value that it keeps.
    package let from: String
    /// The value that was refused.
    package let to: String

    package init(name: String, from: String, to: String) {
        self.name = name
        self.from = from
        self.to = to
    }
}
