/// Categorical features of the rows of an evaluation, encoded once for any number of searches.
///
/// Turn numbers into quartiles (`quantileBins`) and texts into properties (length, language, has code, …) of the input first: features
/// must not know the outcome. Some 200 different feature values are plenty.
public struct SliceTable: Sendable {
    /// How many rows there are.
    public let rowCount: Int
    /// Per feature, the value behind each code, ascending; code 0 stands for a missing value.
    let values: [[Int]]
    /// Per feature, the code of each row.
    let codes: [[UInt16]]
    /// Where the columns (feature values) of each feature start in `members`; one more than there are features.
    let firstColumn: [Int]
    /// Per column the rows that have the value, ascending.
    let members: [[Int32]]

    /// A table from one list of values per feature; nil is a missing value, which is never a condition.
    ///
    /// Throws `Undefined` for lists of different lengths, no rows, more than 2³¹ − 1 rows, or more than 65 535 values of a feature.
    public init(features: [[Int?]]) throws {
        let rowCount = features.first?.count ?? 0
        try requireCount(rowCount, atLeast: 1, "rows")
        guard rowCount <= Int(Int32.max) else { throw Undefined("a table of slices holds at most \(Int32.max) rows") }
        var (values, codes, members) = ([[Int]](), [[UInt16]](), [[Int32]]())
        var firstColumn = [0]
        for feature in features {
            try requireSameCount(feature.count, rowCount, "the features' lists")
            let (distinct, coded) = try Self.encoded(feature)
            var rows = [[Int32]](repeating: [], count: distinct.count)
            for (row, code) in coded.enumerated() where code > 0 { rows[Int(code) - 1].append(Int32(row)) }
            values.append(distinct)
            codes.append(coded)
            members += rows
            firstColumn.append(members.count)
        }
        (self.rowCount, self.values, self.codes) = (rowCount, values, codes)
        (self.firstColumn, self.members) = (firstColumn, members)
    }

    /// The distinct values, ascending, and the code of each row; values in a narrow range are looked up without hashing.
    private static func encoded(_ feature: [Int?]) throws -> ([Int], [UInt16]) {
        let present = feature.lazy.compactMap { $0 }
        guard let low = present.min(), let high = present.max() else { return ([], [UInt16](repeating: 0, count: feature.count)) }
        let (span, isWide) = high.subtractingReportingOverflow(low)
        guard isWide || span >= 1 << 16 else {
            var codes = [UInt16](repeating: 0, count: span + 1)
            for value in present { codes[value - low] = 1 }
            let distinct = codes.indices.filter { codes[$0] > 0 }
            guard distinct.count < Int(UInt16.max) else { throw Undefined("a feature has \(distinct.count) different values") }
            for (place, offset) in distinct.enumerated() { codes[offset] = UInt16(place + 1) }
            return (distinct.map { $0 + low }, feature.map { value in value.map { codes[$0 - low] } ?? 0 })
        }
        let distinct = Set(present).sorted()
        guard distinct.count < Int(UInt16.max) else { throw Undefined("a feature has \(distinct.count) different values") }
        let numbers = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, UInt16($0 + 1)) })
        return (distinct, feature.map { value in value.flatMap { numbers[$0] } ?? 0 })
    }

    /// How many features there are.
    public var featureCount: Int { codes.count }

    /// The rows that satisfy all conditions, ascending; all rows for no condition.
    public func rows(where predicates: [SlicePredicate]) -> [Int] {
        let conditions = predicates.map { predicate -> (feature: Int, code: UInt16)? in
            guard codes.indices.contains(predicate.feature), let place = values[predicate.feature].firstIndex(of: predicate.value) else {
                return nil
            }
            return (predicate.feature, UInt16(place + 1))
        }
        if conditions.contains(where: { $0 == nil }) { return [] }
        return (0..<rowCount).filter { row in conditions.allSatisfy { $0.map { codes[$0.feature][row] == $0.code } ?? false } }
    }

    /// A table of some of the rows.
    func restricted(to rows: [Int]) throws -> SliceTable {
        try SliceTable(
            features: codes.indices.map { feature in
                rows.map { row in
                    let code = Int(codes[feature][row])
                    return code == 0 ? nil : values[feature][code - 1]
                }
            })
    }
}

/// The bin of each value between the quantiles of the list: with 4 bins quartiles 0…3. Equal values share a bin; NaN has none.
public func quantileBins(_ values: [Double], bins: Int = 4) -> [Int?] {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard !sorted.isEmpty, bins >= 2 else { return values.map { $0.isNaN ? nil : 0 } }
    let cuts = (1..<bins).map { quantile(sorted: sorted, Double($0) / Double(bins)) }
    return values.map { value in value.isNaN ? nil : cuts.count { $0 < value } }
}
