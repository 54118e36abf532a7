/// Why a dictionary or vocabulary cannot be used: absent, or not what it should be.
public struct DictionaryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One sentence: what is wrong, and how to mend it.
    public let description: String

    /// An error with the given sentence.
    public init(_ description: String) { self.description = description }
}
