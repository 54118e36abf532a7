/// What a scorer measures: everything `touchstone scorers`, the reference page and the specification's schema show of it.
public struct ScorerDefinition: Sendable, Hashable {
    /// Which way is better.
    public enum Direction: String, Sendable, Hashable {
        /// More is better.
        case higher
        /// Less is better.
        case lower
        /// Neither: a description, not a judgement.
        case neutral
    }

    /// The values a score can take.
    public enum Range: Sendable, Hashable {
        /// Numbers from `lower` to `upper`; infinite where there is no bound.
        case numbers(lower: Double, upper: Double)
        /// Pass or fail: aggregated as a proportion.
        case binary
        /// One of some categories, or any when empty.
        case categories([String])

        /// Numbers from 0 to 1.
        public static let unit = Range.numbers(lower: 0, upper: 1)
        /// Numbers from 0 to 100.
        public static let percent = Range.numbers(lower: 0, upper: 100)
        /// Numbers from 0 up.
        public static let nonNegative = Range.numbers(lower: 0, upper: .infinity)
        /// Any number.
        public static let unbounded = Range.numbers(lower: -.infinity, upper: .infinity)
    }

    /// The scorer's name: lower case with underscores, unique in the catalogue.
    public var name: String
    /// Raised whenever the same sample could score differently.
    public var version: Int
    /// What is computed, in one or two sentences.
    public var summary: String
    /// The names of its scores; a single one is usually the scorer's own name.
    public var outputs: [String]
    /// The scale of every score.
    public var range: Range
    /// Which way is better.
    public var direction: Direction
    /// Fields without which a sample stays unscored.
    public var requires: [SampleField]
    /// The implementation or paper it agrees with, with version where it matters.
    public var source: String
    /// What the scorer cannot see: when not to trust it.
    public var blindTo: String
    /// How the time of one sample grows where it grows faster than its texts, with seconds for texts of 100 kB on one core; nil where it
    /// grows as they do.
    public var cost: String?
    /// The heading it is listed under, such as "text overlap" or "retrieval".
    public var topic: String

    /// A definition; `outputs` defaults to the name itself.
    public init(
        name: String, version: Int = 1, topic: String, summary: String, outputs: [String]? = nil, range: Range = .unit,
        direction: Direction = .higher, requires: [SampleField], source: String, blindTo: String, cost: String? = nil
    ) {
        self.name = name
        self.version = version
        self.topic = topic
        self.summary = summary
        self.outputs = outputs ?? [name]
        self.range = range
        self.direction = direction
        self.requires = requires
        self.source = source
        self.blindTo = blindTo
        self.cost = cost
    }
}
