/// Why a prompt cannot be read or filled in: one sentence that names the prompt.
public struct PromptError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, where, and how to mend it.
    public let description: String

    /// An error with the given sentence.
    public init(_ description: String) { self.description = description }
}
