/// How scores are mapped to probabilities.
public enum CalibrationMethod: String, Sendable, Hashable, CaseIterable {
    /// `IsotonicCalibration`.
    case isotonic
    /// `PlattCalibration`.
    case platt
}

/// The calibrated probability of every row from a map that was fitted without the row's fold, so that calibration measured on them is
/// honest.
///
/// Row i belongs to fold i mod `folds`: shuffle rows that come in a meaningful order, and keep clusters together by ordering them so.
/// Throws `Undefined` when there are fewer rows than folds, or a fold's complement holds one outcome only (Platt).
public func crossFittedCalibration(
    scores: [Double], outcomes: [Bool], method: CalibrationMethod = .isotonic, folds: Int = 5
) throws -> [Double] {
    try requireSameCount(scores.count, outcomes.count, "scores and outcomes")
    guard folds >= 2, scores.count >= folds else { throw Undefined("cross-fitting needs at least 2 folds and as many rows as folds") }
    var result = [Double](repeating: 0, count: scores.count)
    for fold in 0..<folds {
        let others = scores.indices.filter { $0 % folds != fold }
        let (known, truths) = (others.map { scores[$0] }, others.map { outcomes[$0] })
        switch method {
        case .isotonic:
            let map = try IsotonicCalibration(scores: known, outcomes: truths)
            for row in stride(from: fold, to: scores.count, by: folds) { result[row] = map(scores[row]) ?? scores[row] }
        case .platt:
            let map = try PlattCalibration(scores: known, outcomes: truths)
            for row in stride(from: fold, to: scores.count, by: folds) { result[row] = map(scores[row]) }
        }
    }
    return result
}
