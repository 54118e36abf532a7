/// One condition of a slice: a feature has a value.
public struct SlicePredicate: Sendable, Hashable, Comparable {
    /// The feature's place in the table.
    public let feature: Int
    /// The value, as it was given to the table.
    public let value: Int

    /// A condition.
    public init(feature: Int, value: Int) {
        self.feature = feature
        self.value = value
    }

    /// By feature, then by value.
    public static func < (left: SlicePredicate, right: SlicePredicate) -> Bool {
        (left.feature, left.value) < (right.feature, right.value)
    }
}

/// The rows that satisfy a few conditions, with how badly they do.
public struct Slice: Sendable, Hashable {
    /// The conditions, at most one per feature, by feature.
    public let predicates: [SlicePredicate]
    /// How much worse and how large the slice is, see `SliceSearch`.
    public let score: Double
    /// Rows in the slice.
    public let size: Int
    /// The sum of their errors; for failures 0 or 1, how many there are.
    public let errorSum: Double
    /// The largest single error.
    public let largestError: Double

    /// The mean error.
    public var meanError: Double { errorSum / Double(size) }
}
