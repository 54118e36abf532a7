#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension TrecEvaluation {
    /// Relevant documents among the first `k`.
    func hits(in k: Int) -> Int {
        var count = 0
        for grade in grades.prefix(max(0, k)) where grade >= 1 { count += 1 }
        return count
    }

    func averagePrecision(in k: Int) -> Double {
        guard relevantCount > 0 else { return 0 }
        var found = 0
        var sum = 0.0
        for (rank, grade) in grades.prefix(max(0, k)).enumerated() where grade >= 1 {
            found += 1
            sum += Double(found) / Double(rank + 1)
        }
        return sum / Double(relevantCount)
    }

    func reciprocalRank(in k: Int) -> Double {
        guard let rank = grades.prefix(max(0, k)).firstIndex(where: { $0 >= 1 }) else { return 0 }
        return 1 / Double(rank + 1)
    }

    var bpref: Double {
        guard relevantCount > 0 else { return 0 }
        let bound = min(judgedNotRelevant, relevantCount)
        var above = 0
        var sum = 0.0
        for grade in grades where grade >= 0 {
            if grade == 0 {
                above += 1
            } else {
                sum += above > 0 ? 1 - Double(min(above, relevantCount)) / Double(bound) : 1
            }
        }
        return sum / Double(relevantCount)
    }

    /// The interpolated precision at each recall level; levels count relevant documents as trec_eval 9 does, `Int(x * R + 0.9)`.
    func interpolatedPrecisions(at levels: [Double]) -> [Double] {
        var best = [Double](repeating: 0, count: relevantCount + 1)
        var found = hits(in: grades.count)
        guard found > 0 else { return levels.map { _ in 0 } }
        var highest = 0.0
        for rank in grades.indices.reversed() {
            highest = max(highest, Double(found) / Double(rank + 1))
            best[found] = highest
            if grades[rank] >= 1 { found -= 1 }
        }
        best[0] = highest
        return levels.map { best[min(relevantCount, max(0, Int($0 * Double(relevantCount) + 0.9)))] }
    }

    func ndcg(in k: Int, gain: (Int32) -> Double) -> Double {
        var ideal = 0.0
        for (rank, grade) in idealGrades.prefix(max(0, k)).enumerated() { ideal += gain(grade) * rankDiscount(rank) }
        guard ideal > 0 else { return 0 }
        var gained = 0.0
        for (rank, grade) in grades.prefix(max(0, k)).enumerated() where grade >= 1 { gained += gain(grade) * rankDiscount(rank) }
        return gained / ideal
    }

    var setF: Double {
        let (precision, recall) = (self[.setPrecision], self[.setRecall])
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }

    /// The precision at a multiple of the number of relevant documents, cut as levels of recall are.
    func rPrecision(times factor: Double) -> Double {
        let depth = factor * Double(relevantCount) + 0.9
        guard depth >= 1, depth < 1e9 else { return 0 }
        return Double(hits(in: Int(depth))) / Double(Int(depth))
    }

    /// The expected precision at every relevant document, as if those that were not judged had been relevant as often as judged ones.
    var inferredAveragePrecision: Double {
        guard relevantCount > 0 else { return 0 }
        let smoothing = 0.00001
        var (relevant, others, notJudged) = (0.0, 0.0, 0.0)
        var sum = 0.0
        for (rank, grade) in grades.enumerated() {
            switch grade {
            case -1: break
            case -2: notJudged += 1
            case 0: others += 1
            default:
                let above = Double(rank)
                sum += 1 / (above + 1)
                if rank > 0 {
                    let inPool = (relevant + others + notJudged) / above
                    sum += above / (above + 1) * inPool * ((relevant + smoothing) / (relevant + others + 2 * smoothing))
                }
                relevant += 1
            }
        }
        return sum / Double(relevantCount)
    }

    func utility(hit: Double, other: Double, missed: Double) -> Double {
        let hits = hits(in: grades.count)
        return hit * Double(hits) + other * Double(grades.count - hits) + missed * Double(relevantCount - hits)
    }

    func rankBiasedPrecision(_ persistence: Double) -> Double {
        let goOn = min(1, max(0, persistence))
        var weight = 1 - goOn
        var sum = 0.0
        for grade in grades {
            if grade >= 1 { sum += weight }
            weight *= goOn
        }
        return sum
    }

    func expectedReciprocalRank(in k: Int, highestGrade: Int) -> Double {
        let scale = exp2(Double(max(highestGrade, Int(idealGrades.first ?? 0))))
        var stillReading = 1.0
        var sum = 0.0
        for (rank, grade) in grades.prefix(max(0, k)).enumerated() where grade >= 1 {
            let satisfied = exponentialGain(grade) / scale
            sum += stillReading * satisfied / Double(rank + 1)
            stillReading *= 1 - satisfied
        }
        return sum.isFinite ? sum : 0
    }
}

/// 2^grade - 1, with grades above 60 counting as 60.
func exponentialGain(_ grade: Int32) -> Double { exp2(Double(min(grade, 60))) - 1 }
