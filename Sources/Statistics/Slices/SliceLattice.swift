/// The lattice of slices, searched level by level: a slice of level L + 1 adds a condition on a later feature to one of level L.
///
/// All children of a slice on one feature are counted in one pass over its rows, and its errors in one pass over its failing rows only.
struct SliceLattice {
    /// A slice while it is searched for.
    struct Node {
        /// Its columns, ascending.
        let columns: [Int32]
        let size: Int
        let errorSum: Double
        let largestError: Double
        let score: Double
    }

    private let table: SliceTable
    private let errors: [Double]
    private let scoring: SliceScoring
    private let count: Int
    /// The feature of each column.
    private let featureOfColumn: [Int]
    /// Per column the rows with an error.
    private let failing: [[Int32]]
    /// The slices of one condition, by column; nil where it is ruled out.
    private var singles: [Node?] = []
    private var tally: SliceTally
    /// The best slices so far, best first.
    private(set) var best: [Node] = []

    init(table: SliceTable, errors: [Double], scoring: SliceScoring, count: Int) {
        (self.table, self.errors, self.scoring, self.count) = (table, errors, scoring, count)
        featureOfColumn = table.values.indices.flatMap { feature in table.values[feature].map { _ in feature } }
        let failures = errors.indices.filter { errors[$0] > 0 }
        var failing = [[Int32]](repeating: [], count: table.members.count)
        for feature in table.codes.indices {
            let (codes, first) = (table.codes[feature], table.firstColumn[feature])
            for row in failures where codes[row] > 0 { failing[first + Int(codes[row]) - 1].append(Int32(row)) }
        }
        self.failing = failing
        tally = SliceTally(codes: table.values.map(\.count).max() ?? 0)
    }

    /// Below this bound a slice and all within it can be left out. Slack keeps ties that rounding would separate.
    private var threshold: Double { best.count < count ? 0 : (best.last?.score ?? 0) - 1e-9 }

    private func isPromising(_ bound: Double) -> Bool { bound > 0 && bound >= threshold }

    mutating func search(levels: Int) {
        var level = firstLevel()
        var depth = 1
        while depth < min(levels, table.featureCount), !level.isEmpty {
            level.sort { $0.score > $1.score }
            level = nextLevel(of: level, isLast: depth + 1 >= levels)
            depth += 1
        }
    }

    private mutating func firstLevel() -> [Node] {
        let nodes = table.members.indices.map { column in
            let values = failing[column].map { errors[Int($0)] }
            return node([Int32(column)], size: table.members[column].count, errorSum: values.reduce(0, +), largest: values.max() ?? 0)
        }
        for case let node? in nodes { offer(node) }
        singles = nodes.map { node in node.flatMap { isPromising(bound($0)) ? $0 : nil } }
        return singles.compactMap { $0 }
    }

    private func node(_ columns: [Int32], size: Int, errorSum: Double, largest: Double) -> Node? {
        guard size >= scoring.support, errorSum > 0 else { return nil }
        let score = scoring.score(size: size, errorSum: errorSum)
        return Node(columns: columns, size: size, errorSum: errorSum, largestError: largest, score: score)
    }

    private func bound(_ node: Node) -> Double {
        scoring.bound(size: node.size, errorSum: node.errorSum, largestError: node.largestError)
    }

    private mutating func nextLevel(of level: [Node], isLast: Bool) -> [Node] {
        let known = Dictionary(uniqueKeysWithValues: level.map { ($0.columns, $0) })
        var next: [Node] = []
        for parent in level {
            guard isPromising(bound(parent)), let last = parent.columns.last else { continue }
            var rows: (all: [Int32], failing: [Int32])?
            for feature in (featureOfColumn[Int(last)] + 1)..<max(featureOfColumn[Int(last)] + 1, table.featureCount) {
                let columns = candidates(parent, feature: feature, known: known)
                guard !columns.isEmpty else { continue }
                let members = rows ?? self.rows(of: parent.columns)
                rows = members
                for child in children(of: parent, columns: columns, feature: feature, rows: members) {
                    offer(child)
                    if !isLast, isPromising(bound(child)) { next.append(child) }
                }
            }
        }
        return next
    }

    /// The columns of a feature whose slice within the parent no bound rules out, judged by all slices it would lie in.
    private func candidates(_ parent: Node, feature: Int, known: [[Int32]: Node]) -> [Int] {
        (table.firstColumn[feature]..<table.firstColumn[feature + 1]).filter { column in
            guard let single = singles[column] else { return false }
            var size = min(parent.size, single.size)
            var errorSum = min(parent.errorSum, single.errorSum)
            var largest = min(parent.largestError, single.largestError)
            guard isPromising(scoring.bound(size: size, errorSum: errorSum, largestError: largest)) else { return false }
            guard parent.columns.count > 1 else { return true }
            for left in parent.columns.indices {
                var other = parent.columns
                other.remove(at: left)
                other.append(Int32(column))
                guard let around = known[other] else { return false }
                size = min(size, around.size)
                errorSum = min(errorSum, around.errorSum)
                largest = min(largest, around.largestError)
            }
            return isPromising(scoring.bound(size: size, errorSum: errorSum, largestError: largest))
        }
    }

    private mutating func children(
        of parent: Node, columns: [Int], feature: Int, rows: (all: [Int32], failing: [Int32])
    ) -> [Node] {
        let first = table.firstColumn[feature]
        tally.count(rows.all, failing: rows.failing, codes: table.codes[feature], used: table.values[feature].count, errors: errors)
        return columns.compactMap { column in
            let code = column - first + 1
            return node(
                parent.columns + [Int32(column)], size: Int(tally.sizes[code]), errorSum: tally.errorSums[code],
                largest: tally.largest[code])
        }
    }

    /// The rows of a slice and the failing ones among them, from its smallest column.
    private func rows(of columns: [Int32]) -> (all: [Int32], failing: [Int32]) {
        guard let smallest = columns.min(by: { table.members[Int($0)].count < table.members[Int($1)].count }) else { return ([], []) }
        var (all, failed) = (table.members[Int(smallest)], failing[Int(smallest)])
        for column in columns where column != smallest {
            let feature = featureOfColumn[Int(column)]
            let (codes, code) = (table.codes[feature], UInt16(Int(column) - table.firstColumn[feature] + 1))
            all.removeAll { codes[Int($0)] != code }
            failed.removeAll { codes[Int($0)] != code }
        }
        return (all, failed)
    }

    private mutating func offer(_ node: Node) {
        guard node.score > 0 else { return }
        if best.count >= count, let last = best.last, !Self.precedes(node, last) { return }
        let place = best.firstIndex { Self.precedes(node, $0) } ?? best.count
        best.insert(node, at: place)
        if best.count > count { best.removeLast() }
    }

    /// Higher scores first, equal ones by fewer conditions, then by their order.
    private static func precedes(_ left: Node, _ right: Node) -> Bool {
        if left.score != right.score { return left.score > right.score }
        if left.columns.count != right.columns.count { return left.columns.count < right.columns.count }
        return left.columns.lexicographicallyPrecedes(right.columns)
    }

    func slice(_ node: Node) -> Slice {
        let predicates = node.columns.map { column in
            let feature = featureOfColumn[Int(column)]
            return SlicePredicate(feature: feature, value: table.values[feature][Int(column) - table.firstColumn[feature]])
        }
        return Slice(
            predicates: predicates, score: node.score, size: node.size, errorSum: node.errorSum, largestError: node.largestError)
    }
}

/// Rows and errors per code of a feature; reused between counts.
struct SliceTally {
    private(set) var sizes: [Int32]
    private(set) var errorSums: [Double]
    private(set) var largest: [Double]

    /// Room for so many codes besides 0.
    init(codes: Int) {
        sizes = [Int32](repeating: 0, count: codes + 1)
        errorSums = [Double](repeating: 0, count: codes + 1)
        largest = errorSums
    }

    /// Counts the given rows by their code.
    mutating func count(_ rows: [Int32], failing: [Int32], codes: [UInt16], used: Int, errors: [Double]) {
        for code in 0...used { (sizes[code], errorSums[code], largest[code]) = (0, 0, 0) }
        codes.withUnsafeBufferPointer { codes in
            sizes.withUnsafeMutableBufferPointer { sizes in
                for row in rows { sizes[Int(codes[Int(row)])] &+= 1 }
            }
            for row in failing {
                let (code, error) = (Int(codes[Int(row)]), errors[Int(row)])
                errorSums[code] += error
                if error > largest[code] { largest[code] = error }
            }
        }
    }
}
