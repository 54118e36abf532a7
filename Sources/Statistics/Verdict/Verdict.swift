/// What the statistics say of one figure or of one comparison: the single value that terminal, HTML and JSON show.
///
/// Of a single run it holds `estimate` and `interval`; of a comparison also `difference`, `pValue` and `outcome`, and `estimate` is
/// then the candidate's.
public struct Verdict: Sendable, Hashable {
    /// What a comparison says of the candidate against the baseline.
    public enum Outcome: String, Sendable, Hashable {
        /// The candidate is better, beyond chance.
        case better
        /// The candidate is worse, beyond chance.
        case worse
        /// The difference lies inside the margin of equivalence.
        case equivalent
        /// The data do not decide.
        case inconclusive
    }

    /// A paired or unpaired difference, candidate minus baseline.
    public struct Difference: Sendable, Hashable {
        /// The baseline's estimate.
        public var baseline: Double
        /// The candidate's estimate.
        public var candidate: Double
        /// Candidate minus baseline.
        public var estimate: Double
        /// The interval of the difference.
        public var interval: Interval?
        /// Pairs in which the candidate scores higher; for pass or fail, samples fixed (or broken, where lower is better).
        public var higher: Int
        /// Pairs in which the candidate scores lower.
        public var lower: Int
        /// Pairs with the same score.
        public var equal: Int

        /// A difference.
        public init(
            baseline: Double, candidate: Double, estimate: Double, interval: Interval?, higher: Int, lower: Int, equal: Int
        ) {
            self.baseline = baseline
            self.candidate = candidate
            self.estimate = estimate
            self.interval = interval
            self.higher = higher
            self.lower = lower
            self.equal = equal
        }
    }

    /// A p-value, with its adjustment for the family of comparisons it belongs to.
    public struct PValue: Sendable, Hashable {
        /// The test: "mcnemar exact", "paired t", "permutation", …
        public var method: String
        /// The p-value of this test alone.
        public var raw: Double
        /// The p-value adjusted for the family; nil while it is alone.
        public var adjusted: Double?
        /// How it was adjusted: "holm", "benjamini-hochberg".
        public var adjustment: String?
        /// How many comparisons the family holds.
        public var familySize: Int

        /// A p-value that is not adjusted yet.
        public init(method: String, raw: Double) {
            self.method = method
            self.raw = raw
            self.familySize = 1
        }
    }

    /// The size of an effect on a scale of its own.
    public struct EffectSize: Sendable, Hashable {
        /// The measure: "cohen's d", "odds ratio", "probability of superiority".
        public var name: String
        /// Its value.
        public var value: Double

        /// An effect size.
        public init(name: String, value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// Whether a difference lies inside a margin declared beforehand.
    public struct Equivalence: Sendable, Hashable {
        /// Differences in −margin…margin do not matter.
        public var margin: Double
        /// The p-value of equivalence, from two one-sided tests.
        public var pValue: Double
        /// The one-sided p-value that the candidate is not worse by the margin or more: small means no regression.
        public var notWorsePValue: Double
        /// The p-value of equivalence adjusted for the family; nil while it is alone.
        public var adjusted: Double?

        /// An equivalence that is not adjusted yet.
        public init(margin: Double, pValue: Double, notWorsePValue: Double) {
            self.margin = margin
            self.pValue = pValue
            self.notWorsePValue = notWorsePValue
        }
    }

    /// The figure it is about, such as `exact_match`.
    public var metric: String
    /// How many units (samples, or pairs of samples) it rests on.
    public var n: Int
    /// How many clusters the units fall into; nil when they are independent.
    public var clusters: Int?
    /// The estimate; nil when it is undefined, `undefinedReason` then says why.
    public var estimate: Double?
    /// Why there is no estimate.
    public var undefinedReason: String?
    /// The interval of the estimate.
    public var interval: Interval?
    /// The comparison with a baseline.
    public var difference: Difference?
    /// The test of the comparison.
    public var pValue: PValue?
    /// The probability that the candidate is better, given the data (Bayesian bootstrap or beta posterior).
    public var probabilityBetter: Double?
    /// The size of the effect.
    public var effect: EffectSize?
    /// The smallest difference that this many units would show with 80 % power.
    public var minimumDetectableEffect: Double?
    /// How many units would show the difference seen with 80 % power; nil when nothing differs.
    public var unitsNeeded: Int?
    /// The test of equivalence, where a margin was declared.
    public var equivalence: Equivalence?
    /// Other tests of the same comparison, to see whether they agree; they decide nothing.
    public var otherTests: [PValue] = []
    /// Whether larger figures are better.
    public var higherIsBetter = true
    /// The level of its intervals; 1 − level is the error that its decisions allow.
    public var level = 0.95
    /// What the comparison says; nil for a single run.
    public var outcome: Outcome?
    /// What the method takes for granted.
    public var assumptions: [String] = []
    /// What a reader should know before believing it.
    public var warnings: [String] = []
    /// The seed of anything random in it.
    public var seed: UInt64?
    /// How often the data were looked at, when stopping was sequential.
    public var looks: Int?

    /// A verdict without figures yet.
    public init(metric: String, n: Int) {
        self.metric = metric
        self.n = n
    }
}
