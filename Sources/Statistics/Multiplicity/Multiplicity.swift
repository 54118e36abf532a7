#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How p-values of a family of comparisons are adjusted.
public enum Multiplicity: String, Sendable, Hashable, CaseIterable {
    /// m p, for comparison only: Holm is never worse.
    case bonferroni
    /// 1 − (1 − p)^m, for independent tests.
    case sidak
    /// Step-down, valid whatever the dependence: the default of gates over declared metrics.
    case holm
    /// Step-up, for independent or positively dependent tests (Simes–Hochberg).
    case hochberg
    /// Closed Simes tests: a little sharper than Hochberg's.
    case hommel
    /// The false discovery rate: the default of leaderboards and slices.
    case benjaminiHochberg = "benjamini-hochberg"
    /// The false discovery rate whatever the dependence.
    case benjaminiYekutieli = "benjamini-yekutieli"

    /// The adjusted p-values, in the order given; compare them with the level of the whole family.
    ///
    /// Throws `Undefined` when a p-value lies outside 0…1. O(m log m), Hommel's O(m²).
    public func adjust(_ pValues: [Double]) throws(Undefined) -> [Double] {
        if let place = pValues.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
            throw Undefined("p-value \(place + 1) of \(pValues.count) lies outside 0…1")
        }
        let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
        let sorted = adjustSorted(order.map { pValues[$0] })
        var adjusted = pValues
        for (position, index) in order.enumerated() { adjusted[index] = sorted[position] }
        return adjusted
    }

    private func adjustSorted(_ p: [Double]) -> [Double] {
        let m = Double(p.count)
        switch self {
        case .bonferroni: return p.map { min(1, m * $0) }
        case .sidak: return p.map { $0 == 1 ? 1 : -expm1(m * log1p(-$0)) }
        case .holm: return Self.stepDown(p) { (m - Double($0)) * $1 }
        case .hochberg: return Self.stepUp(p) { (m - Double($0)) * $1 }
        case .hommel: return Self.hommel(p)
        case .benjaminiHochberg: return Self.stepUp(p) { m / Double($0 + 1) * $1 }
        case .benjaminiYekutieli:
            let harmonic = p.indices.reduce(0.0) { $0 + 1 / Double($1 + 1) }
            return Self.stepUp(p) { m * harmonic / Double($0 + 1) * $1 }
        }
    }

    private static func stepDown(_ p: [Double], _ scaled: (Int, Double) -> Double) -> [Double] {
        var highest = 0.0
        return p.indices.map { index in
            highest = max(highest, min(1, scaled(index, p[index])))
            return highest
        }
    }

    private static func stepUp(_ p: [Double], _ scaled: (Int, Double) -> Double) -> [Double] {
        var (lowest, adjusted) = (1.0, p)
        for index in p.indices.reversed() {
            lowest = min(lowest, scaled(index, p[index]))
            adjusted[index] = lowest
        }
        return adjusted
    }

    /// Wright's algorithm (1992) for Hommel's procedure.
    private static func hommel(_ p: [Double]) -> [Double] {
        let count = p.count
        guard count > 1 else { return p }
        var adjusted = p
        for size in stride(from: count, to: 1, by: -1) {
            let m = Double(size)
            let start = count - size
            let smallest = (start..<count).reduce(Double.infinity) { min($0, m * p[$1] / Double($1 - start + 1)) }
            for index in start..<count { adjusted[index] = max(adjusted[index], smallest) }
            for index in 0..<start { adjusted[index] = max(adjusted[index], min(smallest, m * p[index])) }
        }
        return adjusted
    }
}
