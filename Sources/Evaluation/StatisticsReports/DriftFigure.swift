import Statistics
import TouchstoneJSON

/// What the measures of drift say of one period against the reference.
struct DriftFigure {
    /// What a comparison comes to.
    enum Outcome: String {
        /// Beyond chance, and large enough to matter.
        case drifted
        /// Beyond chance, but smaller than what matters.
        case small
        /// Not beyond chance.
        case notSeen = "not seen"
    }

    /// The period or file.
    let name: String
    /// Values in the reference.
    let referenceCount: Int
    /// Values in the period.
    let count: Int
    /// Whether values are categories.
    let isCategorical: Bool
    /// The p-value of no drift: Kolmogorov–Smirnov for numbers, χ² for categories.
    private(set) var pValue: Double?
    /// The distance that must reach the threshold: Kolmogorov–Smirnov's, or total variation.
    private(set) var effect: Double?
    /// All measures by their keys.
    private(set) var measures: [(key: String, value: Double)] = []
    /// Why there is none.
    private(set) var undefinedReason: String?
    /// What a reader should know.
    private(set) var warnings: [String] = []
    /// The p-value adjusted for all periods.
    var adjustedPValue: Double?
    /// What it comes to; nil while undefined.
    var outcome: Outcome?

    init(_ name: String, _ reference: DriftSeries.Sample, _ current: DriftSeries.Sample) {
        self.name = name
        do {
            switch (reference, current) {
            case (.numbers(let before), .numbers(let after)):
                (isCategorical, referenceCount, count) = (false, before.count, after.count)
                try compare(before, after)
            case (.categories(let before), .categories(let after)):
                (isCategorical, referenceCount, count) = (true, before.values.reduce(0, +), after.values.reduce(0, +))
                try compare(before, after)
            default:
                (isCategorical, referenceCount, count) = (true, 0, 0)
                throw Undefined("numbers cannot be compared with categories")
            }
        } catch {
            undefinedReason = (error as? Undefined)?.reason ?? "\(error)"
            warnings = [undefinedReason ?? ""]
        }
    }

    /// The measure of a key.
    func measure(_ key: String) -> Double? { measures.first { $0.key == key }?.value }

    private mutating func compare(_ before: [Double], _ after: [Double]) throws {
        let drift = try TwoSampleDrift(reference: before, current: after)
        let stability = try PopulationStability(reference: before, current: after)
        let (first, second) = (try Moments(before), try Moments(after))
        pValue = drift.kolmogorovSmirnovPValue
        effect = drift.kolmogorovSmirnov
        measures = [
            ("mean_reference", first.mean), ("mean", second.mean), ("ks", drift.kolmogorovSmirnov), ("psi", stability.index),
            ("psi_p", stability.pValue), ("wasserstein", drift.wasserstein), ("energy", drift.energyDistance),
            ("cramer_von_mises", drift.cramerVonMises),
        ]
        if min(before.count, after.count) < 30 { warnings.append("few values: \(min(before.count, after.count)); only large drifts show") }
    }

    private mutating func compare(_ before: [String: Int], _ after: [String: Int]) throws {
        let names = Set(before.keys).union(after.keys).sorted()
        let drift = try CategoricalDrift(reference: names.map { before[$0] ?? 0 }, current: names.map { after[$0] ?? 0 })
        let (chiSquared, ratio) = (try drift.chiSquaredTest(), try drift.likelihoodRatioTest())
        pValue = chiSquared.pValue
        effect = drift.totalVariation
        measures = [
            ("tvd", drift.totalVariation), ("chi2", chiSquared.statistic), ("df", Double(chiSquared.degreesOfFreedom)),
            ("g_p", ratio.pValue), ("cramers_v", try drift.cramersV()), ("js_distance", drift.jensenShannonDistance),
        ]
        let total = Double(referenceCount + count)
        let rare = names.count { name in
            Double((before[name] ?? 0) + (after[name] ?? 0)) * Double(min(referenceCount, count)) / total < 5
        }
        if rare > 0 { warnings.append("\(rare) of \(names.count) categories are too rare for the χ² test to be trusted") }
        if let passes = Self.passRates(before, after) { measures.insert(contentsOf: passes, at: 0) }
    }

    /// The rates of passes and fails, which are the means of numbers 0 and 1.
    private static func passRates(_ before: [String: Int], _ after: [String: Int]) -> [(key: String, value: Double)]? {
        for (fail, pass) in [("0", "1"), ("false", "true"), ("fail", "pass")] {
            guard Set(before.keys).union(after.keys).isSubset(of: [fail, pass]) else { continue }
            let rates = [before, after].map { Double($0[pass] ?? 0) / Double(max(1, $0.values.reduce(0, +))) }
            return [("mean_reference", rates[0]), ("mean", rates[1])]
        }
        return nil
    }

    /// The figure under the keys of `docs/stats.md`.
    var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name), "n_reference": JSONValue(referenceCount), "n": JSONValue(count),
            "verdict": JSONValue(outcome?.rawValue), "p": JSONValue(pValue), "p_adjusted": JSONValue(adjustedPValue),
            "effect": JSONValue(effect),
        ]
        if let undefinedReason { object["undefined_reason"] = .string(undefinedReason) }
        for (key, value) in measures { object[key] = JSONValue(value) }
        return .object(object)
    }
}
