extension Verdict {
    /// Sets the outcome from the p-values at hand, adjusted ones first.
    ///
    /// Equivalence comes first: a difference shown to lie inside the margin does not matter, however certain it is.
    mutating func decide() {
        guard let difference else { return }
        let alpha = 1 - level
        if let equivalence, equivalence.adjusted ?? equivalence.pValue < alpha {
            outcome = .equivalent
        } else if let pValue, pValue.adjusted ?? pValue.raw < alpha, difference.estimate != 0 {
            outcome = (difference.estimate > 0) == higherIsBetter ? .better : .worse
        } else {
            outcome = .inconclusive
        }
    }

    /// Sets the probability that the candidate is better from that of a higher figure.
    mutating func setProbability(_ higher: Double) { probabilityBetter = higherIsBetter ? higher : 1 - higher }

    /// Adds what the comparison could have shown.
    mutating func addPower(standardError: Double) {
        guard let difference, standardError > 0, let detectable = try? minimumDetectable(standardError: standardError, alpha: 1 - level)
        else { return }
        minimumDetectableEffect = detectable
        let ratio = detectable / difference.estimate
        let units = (Double(n) * ratio * ratio).rounded(.up)
        if units.isFinite, units < 1e12 { unitsNeeded = Int(units) }
    }

    /// Adds a test of equivalence, or says why there is none.
    mutating func addEquivalence(_ make: () throws(Undefined) -> EquivalenceTest) {
        do throws(Undefined) {
            let test = try make()
            equivalence = Equivalence(
                margin: test.margin, pValue: test.pValue, notWorsePValue: higherIsBetter ? test.abovePValue : test.belowPValue)
        } catch {
            warnings.append("no test of equivalence: \(error.reason)")
        }
    }
}

extension Verdict {
    /// The verdicts of one family, with their p-values adjusted for it and their outcomes decided anew.
    ///
    /// Holm for gates over declared metrics, Benjamini–Hochberg for leaderboards and slices. Verdicts without a p-value (single runs,
    /// undefined ones) stay as they are and do not count. The family is all verdicts with a p-value, whatever was adjusted before.
    public static func adjusted(_ verdicts: [Verdict], method: Multiplicity = .holm) -> [Verdict] {
        var result = verdicts
        let tested = verdicts.indices.filter { verdicts[$0].pValue != nil }
        let pValues = tested.compactMap { verdicts[$0].pValue?.raw }
        guard let adjusted = try? method.adjust(pValues) else { return verdicts }
        for (index, value) in zip(tested, adjusted) {
            result[index].pValue?.adjusted = value
            result[index].pValue?.adjustment = method.rawValue
            result[index].pValue?.familySize = tested.count
        }
        let declared = verdicts.indices.filter { verdicts[$0].equivalence != nil }
        if let adjusted = try? method.adjust(declared.compactMap { verdicts[$0].equivalence?.pValue }) {
            for (index, value) in zip(declared, adjusted) { result[index].equivalence?.adjusted = value }
        }
        for index in tested { result[index].decide() }
        return result
    }
}
