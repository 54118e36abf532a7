/// Why a statistic has no value: too few observations, no variance, a single class, arguments outside their range.
///
/// Functions of this module throw it instead of returning NaN, so that a report can print the reason.
public struct Undefined: Error, Sendable, Hashable, CustomStringConvertible {
    /// One clause, without a full stop: "the interval needs at least 2 observations, got 1".
    public let reason: String

    /// No value, for the given reason.
    public init(_ reason: String) { self.reason = reason }

    public var description: String { reason }
}
