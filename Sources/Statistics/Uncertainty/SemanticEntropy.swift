#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How much a model's answers to one question differ in meaning: high where it makes things up (Farquhar et al. 2024).
///
/// Sample some 10 answers at temperature 1 and group them by meaning (`semanticClusters`).
public struct SemanticEntropy: Sendable, Hashable {
    /// The entropy of the shares of answers per meaning, in nats.
    public let discrete: Double
    /// `discrete` over ln of the number of answers: 0 when all mean the same, 1 when none do; 0 for one answer.
    public let normalized: Double

    /// The entropy of answers whose meanings are numbered. Throws `Undefined` without answers.
    public init(clusters: [Int]) throws {
        try requireCount(clusters.count, atLeast: 1, "answers")
        var counts: [Int: Int] = [:]
        for cluster in clusters { counts[cluster, default: 0] += 1 }
        let n = Double(clusters.count)
        discrete = max(0, -Sums.sum(counts.values.sorted().map { Double($0) / n * log(Double($0) / n) }))
        normalized = clusters.count > 1 ? min(1, discrete / log(n)) : 0
    }

    /// The entropy with each answer weighted by its probability.
    public struct Weighted: Sendable, Hashable {
        /// The entropy over meanings in nats.
        public let entropy: Double
        /// The logarithm of each meaning's probability, in order of first appearance.
        public let clusterLogProbabilities: [Double]
        /// The mean negative log-likelihood of the answers, ignoring meaning.
        public let naiveEntropy: Double
    }

    /// The entropy of answers with numbered meanings and their log-likelihoods, which should be length-normalised (mean per token).
    ///
    /// Throws `Undefined` for empty or unequal lists, or log-likelihoods that are not finite.
    public static func weighted(clusters: [Int], logLikelihoods: [Double]) throws -> Weighted {
        try requireSameCount(clusters.count, logLikelihoods.count, "answers and log-likelihoods")
        try requireCount(clusters.count, atLeast: 1, "answers")
        try requireFinite(logLikelihoods, "log-likelihood")
        let top = logLikelihoods.max() ?? 0
        var (order, sums) = ([Int](), [Int: ExactSum]())
        for (cluster, likelihood) in zip(clusters, logLikelihoods) {
            if sums[cluster] == nil { order.append(cluster) }
            sums[cluster, default: ExactSum()].add(exp(likelihood - top))
        }
        let masses = sums.mapValues(\.value)
        let total = Sums.sum(order.map { masses[$0] ?? 0 })
        let logs = order.map { log((masses[$0] ?? 0) / total) }
        let entropy = -Sums.sum(logs.map { $0 == -.infinity ? 0 : exp($0) * $0 })
        return Weighted(entropy: max(0, entropy), clusterLogProbabilities: logs, naiveEntropy: -Sums.mean(logLikelihoods))
    }
}

/// Groups answers by meaning: each joins the first group whose first member it entails and is entailed by, else starts one.
///
/// `isSame` answers for a pair of indices whether both directions of entailment hold; equality of normalised text is a poor man's choice.
public func semanticClusters(count: Int, isSame: (Int, Int) throws -> Bool) rethrows -> [Int] {
    var (firsts, clusters) = ([Int](), [Int]())
    for answer in 0..<max(0, count) {
        if let cluster = try firsts.firstIndex(where: { try isSame($0, answer) }) {
            clusters.append(cluster)
        } else {
            clusters.append(firsts.count)
            firsts.append(answer)
        }
    }
    return clusters
}

/// SelfCheckGPT's score of each sentence: the mean over sampled answers of how much they contradict it, 0…1 (Manakul et al. 2023).
///
/// `contradictions` holds one list per sentence, one probability of contradiction per sample. Throws `Undefined` for a sentence without
/// samples or a probability outside 0…1.
public func selfCheckScores(contradictions: [[Double]]) throws -> [Double] {
    try contradictions.map { samples in
        try requireCount(samples.count, atLeast: 1, "samples")
        guard samples.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw Undefined("probabilities of contradiction must lie in 0...1") }
        return Sums.mean(samples)
    }
}
