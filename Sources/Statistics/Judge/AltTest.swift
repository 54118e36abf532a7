/// Whether a judge may stand in for human annotators: the alternative annotator test.
///
/// Calderon, Reichart & Dror 2025. Each person in turn is left out; on each of their items the judge and the person are compared by how
/// well they agree with the remaining people. The judge passes when it is at least as good, up to ε, as at least half of the people.
public struct AltTest: Sendable, Hashable {
    /// How well an annotation agrees with those of the others.
    public enum Scoring: String, Sendable, Hashable {
        /// The share of equal annotations.
        case accuracy
        /// Minus the root of the mean squared difference.
        case negativeRMSE = "neg_rmse"
    }

    /// The outcome for one left-out person.
    public struct Annotator: Sendable, Hashable {
        /// The person.
        public let name: String
        /// Items compared.
        public let items: Int
        /// The share of items on which the judge is at least as good.
        public let advantage: Double
        /// The one-sided p-value of the judge being worse by ε or more.
        public let pValue: Double
        /// Whether that is rejected at the false discovery rate: the judge wins against this person.
        public internal(set) var isBeaten: Bool
    }

    /// The people with enough items, by name.
    public let annotators: [Annotator]
    /// The share of people the judge wins against.
    public let winningRate: Double
    /// The mean over people of `advantage`: for comparing judges with each other.
    public let advantageProbability: Double
    /// Whether the winning rate reaches one half.
    public var passes: Bool { winningRate >= 0.5 }

    /// Runs the test on annotations by item id.
    ///
    /// - Parameters:
    ///   - judge: The judge's annotation per item; labels are numbers, equal numbers meaning equal labels.
    ///   - people: For each person the annotation per item.
    ///   - epsilon: The advantage granted to the judge for being cheap: 0.2 for experts, 0.15 for skilled, 0.1 for crowd annotators.
    ///   - falseDiscoveryRate: The rate q of the Benjamini–Yekutieli procedure over people.
    ///   - minimumItems: People with fewer common items are left out.
    ///   - minimumPeople: Items with fewer annotations are left out; at least 2.
    ///
    /// Throws `Undefined` when no person has enough items.
    public init(
        judge: [String: Double], people: [String: [String: Double]], scoring: Scoring = .accuracy, epsilon: Double = 0.2,
        falseDiscoveryRate: Double = 0.05, minimumItems: Int = 30, minimumPeople: Int = 2
    ) throws {
        try requireAlpha(falseDiscoveryRate)
        guard epsilon.isFinite else { throw Undefined("epsilon must be a finite number") }
        var raters: [String: Int] = [:]
        for annotations in people.values { for item in annotations.keys { raters[item, default: 0] += 1 } }
        let items = raters.filter { $0.value >= max(2, minimumPeople) && judge[$0.key] != nil }.keys.sorted()
        var annotators: [Annotator] = []
        for name in people.keys.sorted() {
            let differences = Self.comparisons(of: name, items: items, judge: judge, people: people, scoring: scoring)
            guard differences.count >= max(2, minimumItems) else { continue }
            let advantage = Sums.mean(differences.map { $0 <= 0 ? 1.0 : 0.0 })
            let p = Self.oneSided(differences.map(Double.init), epsilon: epsilon)
            annotators.append(Annotator(name: name, items: differences.count, advantage: advantage, pValue: p, isBeaten: false))
        }
        guard !annotators.isEmpty else {
            throw Undefined("no annotator has \(max(2, minimumItems)) items shared with the judge and another")
        }
        let adjusted = try Multiplicity.benjaminiYekutieli.adjust(annotators.map(\.pValue))
        for (index, p) in adjusted.enumerated() { annotators[index].isBeaten = p <= falseDiscoveryRate }
        self.annotators = annotators
        winningRate = Double(annotators.count { $0.isBeaten }) / Double(annotators.count)
        advantageProbability = Sums.mean(annotators.map(\.advantage))
    }

    /// Per item of a person: 1 when only the person is as good, −1 when only the judge is, else 0.
    private static func comparisons(
        of name: String, items: [String], judge: [String: Double], people: [String: [String: Double]], scoring: Scoring
    ) -> [Int] {
        let others = people.filter { $0.key != name }.sorted { $0.key < $1.key }.map(\.value)
        let own = people[name] ?? [:]
        return items.compactMap { item in
            guard let person = own[item], let machine = judge[item] else { return nil }
            let remaining = others.compactMap { $0[item] }
            let (first, second) = (score(person, remaining, scoring), score(machine, remaining, scoring))
            return (first >= second ? 1 : 0) - (second >= first ? 1 : 0)
        }
    }

    private static func score(_ annotation: Double, _ others: [Double], _ scoring: Scoring) -> Double {
        switch scoring {
        case .accuracy: Double(others.count { $0 == annotation }) / Double(others.count)
        case .negativeRMSE: -(others.reduce(0) { $0 + (annotation - $1) * (annotation - $1) } / Double(others.count)).squareRoot()
        }
    }

    private static func oneSided(_ values: [Double], epsilon: Double) -> Double {
        let (mean, variance) = (Sums.mean(values), Sums.variance(values))
        guard variance > 0 else { return mean < epsilon ? 0 : 1 }
        return StudentT(Double(values.count - 1)).cdf((mean - epsilon) / (variance / Double(values.count)).squareRoot())
    }
}
