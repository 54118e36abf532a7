/// How far several answers to one prompt agree.
public struct AnswerAgreement: Sendable, Hashable {
    /// The most frequent answer; of several the first in byte order. Empty for no answers.
    public let majority: String
    /// How often each answer was given.
    public let counts: [String: Int]

    /// Counts answers, which should be normalised first (trimmed, in one case, or reduced to what was extracted).
    public init(_ answers: [String]) {
        counts = answers.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        majority =
            counts.min { left, right in
                left.value != right.value ? left.value > right.value : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
            }?.key ?? ""
    }

    /// How many answers there are.
    public var count: Int { counts.values.reduce(0, +) }

    /// The share of answers equal to the majority's, from 1/n to 1. NaN for no answers.
    public var modalShare: Double { ratio(counts[majority] ?? 0, count, ifNone: .nan) }

    /// The share of pairs of answers that are equal. NaN for fewer than two answers.
    public var pairwise: Double {
        ratio(counts.values.reduce(0) { $0 + $1 * ($1 - 1) }, count * (count - 1), ifNone: .nan)
    }
}
