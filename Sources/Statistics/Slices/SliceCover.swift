/// A finding with the findings that describe nearly the same rows folded into it.
public struct FoldedFinding: Sendable, Hashable {
    /// The finding that stands for the others.
    public let finding: SliceFinding
    /// Findings whose rows overlap with it by more than the limit.
    public let folded: [SliceFinding]
    /// Failing rows that no finding before this one covers.
    public let newErrors: Int
}

extension [SliceFinding] {
    /// The findings as a greedy cover: each time the one that explains the most failing rows not explained yet, with all remaining ones
    /// whose rows overlap with it by more than `overlap` (Jaccard) folded into it. Findings that explain nothing new come last.
    public func folded(errors: [Double], overlap: Double = 0.6) -> [FoldedFinding] {
        var (left, result) = (self, [FoldedFinding]())
        var covered = Set<Int>()
        while !left.isEmpty {
            let gains = left.map { finding in
                finding.rows.count { errors.indices.contains($0) && errors[$0] > 0 && !covered.contains($0) }
            }
            guard let most = gains.max(), let place = gains.firstIndex(of: most) else { break }
            let chosen = left.remove(at: place)
            let rows = Set(chosen.rows)
            let similar = left.filter { Self.jaccard(rows, $0.rows) > overlap }
            left.removeAll { Self.jaccard(rows, $0.rows) > overlap }
            covered.formUnion(rows)
            result.append(FoldedFinding(finding: chosen, folded: similar, newErrors: most))
        }
        return result
    }

    private static func jaccard(_ first: Set<Int>, _ second: [Int]) -> Double {
        let common = second.count(where: first.contains)
        let either = first.count + second.count - common
        return either == 0 ? 1 : Double(common) / Double(either)
    }
}
