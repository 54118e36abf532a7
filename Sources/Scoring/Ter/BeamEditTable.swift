/// How one step of an alignment rewrites a hypothesis into a reference.
enum EditStep: UInt8 {
    case match, substitution, deletion, insertion, unreachable
}

/// The edit distance table of a hypothesis against a fixed reference, restricted to a band around the diagonal as tercom does it.
///
/// Of equally cheap steps a match or substitution is preferred to a deletion, and that to an insertion. Rows are kept so that a
/// hypothesis that differs from the last only from some place on costs only the rows below. Only cells inside the band are stored.
struct BeamEditTable {
    private static let beamWidth = 25
    private static let infinite: Int32 = 1 << 28

    private let reference: [Int32]
    private let length: Int
    private let ratio: Double
    private let beam: Int
    private var rows: [Row]

    private struct Row {
        var first: Int
        var costs: [Int32]
        var steps: [EditStep]

        func cost(_ column: Int) -> Int32 {
            let place = column - first
            return place >= 0 && place < costs.count ? costs[place] : BeamEditTable.infinite
        }
    }

    /// A table for hypotheses of the given length.
    init(reference: [Int32], length: Int) {
        self.reference = reference
        self.length = length
        ratio = length > 0 ? Double(reference.count) / Double(length) : 1
        beam = Double(Self.beamWidth) < ratio / 2 ? Int((ratio / 2 + Double(Self.beamWidth)).rounded(.up)) : Self.beamWidth
        rows = [
            Row(
                first: 0, costs: (0...reference.count).map { Int32(truncatingIfNeeded: $0) },
                steps: [EditStep](repeating: .insertion, count: reference.count + 1))
        ]
    }

    /// Computes the rows of a hypothesis, all of them kept.
    mutating func fill(_ hypothesis: [Int32]) {
        rows.removeLast(rows.count - 1)
        for row in 0..<length { rows.append(next(after: rows[row], row + 1, hypothesis[row])) }
    }

    /// The distance of the hypothesis last filled in.
    var distance: Int { rows.last.map { Int($0.cost(reference.count)) } ?? 0 }

    /// The distance of another hypothesis that agrees with the one filled in before `start`.
    func distance(_ hypothesis: [Int32], from start: Int) -> Int {
        var row = rows[min(start, rows.count - 1)]
        for place in min(start, length)..<length { row = next(after: row, place + 1, hypothesis[place]) }
        return Int(row.cost(reference.count))
    }

    /// The steps that rewrite the hypothesis last filled in into the reference, from the beginning.
    var steps: [EditStep] {
        var path: [EditStep] = []
        var (row, column) = (length, reference.count)
        while row > 0 || column > 0 {
            let place = column - rows[row].first
            let step = place >= 0 && place < rows[row].steps.count ? rows[row].steps[place] : .unreachable
            path.append(step)
            switch step {
            case .match, .substitution: (row, column) = (row - 1, column - 1)
            case .deletion: row -= 1
            case .insertion: column -= 1
            case .unreachable: return []
            }
        }
        return path.reversed()
    }

    private func next(after previous: Row, _ row: Int, _ token: Int32) -> Row {
        let diagonal = Int((Double(row) * ratio).rounded(.down))
        let first = min(max(0, diagonal - beam), reference.count)
        let end = row == length ? reference.count + 1 : min(reference.count + 1, diagonal + beam)
        var costs = [Int32](repeating: Self.infinite, count: max(0, end - first))
        var steps = [EditStep](repeating: .unreachable, count: costs.count)
        for place in costs.indices {
            let column = first + place
            if column == 0 {
                (costs[place], steps[place]) = (previous.cost(0) + 1, .deletion)
                continue
            }
            var (best, step) = (Self.infinite, EditStep.unreachable)
            let isMatch = reference[column - 1] == token
            let diagonal = previous.cost(column - 1) + (isMatch ? 0 : 1)
            if diagonal < best { (best, step) = (diagonal, isMatch ? .match : .substitution) }
            let above = previous.cost(column) + 1
            if above < best { (best, step) = (above, .deletion) }
            if place > 0, costs[place - 1] + 1 < best { (best, step) = (costs[place - 1] + 1, .insertion) }
            (costs[place], steps[place]) = (best, step)
        }
        return Row(first: first, costs: costs, steps: steps)
    }
}
