/// The root of an increasing function inside a bracket: Newton's steps where they stay inside, halving where they do not.
///
/// `evaluate` gives the value and its derivative. Ends when the step is below 1e-15 relative (absolute below 1) or after 200 steps.
func increasingRoot(
    in bracket: ClosedRange<Double>, start: Double, _ evaluate: (Double) -> (value: Double, slope: Double)
) -> Double {
    var (low, high) = (bracket.lowerBound, bracket.upperBound)
    var point = min(max(start, low), high)
    for _ in 0..<200 {
        let (value, slope) = evaluate(point)
        if value == 0 { return point }
        if value < 0 { low = point } else { high = point }
        var next = point - value / slope
        if !(next > low && next < high) { next = low + (high - low) / 2 }
        let change = abs(next - point)
        point = next
        if change <= 1e-15 * max(1, abs(point)) { return point }
    }
    return point
}

/// The root of a function whose signs differ at the ends of a bracket, by Brent's method; nil when they do not differ.
func bracketedRoot(in bracket: ClosedRange<Double>, tolerance: Double = 1e-15, _ function: (Double) -> Double) -> Double? {
    var (a, b) = (bracket.lowerBound, bracket.upperBound)
    var (fa, fb) = (function(a), function(b))
    if fa == 0 { return a }
    if fb == 0 { return b }
    guard (fa < 0) != (fb < 0), !fa.isNaN, !fb.isNaN else { return nil }
    var (c, fc) = (a, fa)
    var (step, previous) = (b - a, b - a)
    for _ in 0..<200 {
        if (fb < 0) == (fc < 0) { (c, fc, step, previous) = (a, fa, b - a, b - a) }
        if abs(fc) < abs(fb) { (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb) }
        let limit = 2 * Double.ulpOfOne * abs(b) + 0.5 * tolerance
        let half = 0.5 * (c - b)
        if abs(half) <= limit || fb == 0 { return b }
        let proposal = brentStep(a: a, b: b, c: c, values: (fa, fb, fc))
        if abs(previous) >= limit, abs(fa) > abs(fb),
            2 * proposal.p < min(3 * half * proposal.q - abs(limit * proposal.q), abs(previous * proposal.q))
        {
            (previous, step) = (step, proposal.p / proposal.q)
        } else {
            (step, previous) = (half, half)
        }
        (a, fa) = (b, fb)
        b += abs(step) > limit ? step : (half > 0 ? limit : -limit)
        fb = function(b)
    }
    return b
}

/// The interpolated step p / q of Brent's method, p ≥ 0.
private func brentStep(a: Double, b: Double, c: Double, values: (Double, Double, Double)) -> (p: Double, q: Double) {
    let (fa, fb, fc) = values
    let half = 0.5 * (c - b)
    let s = fb / fa
    var (p, q) = (2 * half * s, 1 - s)
    if a != c {
        let (ratio, r) = (fa / fc, fb / fc)
        p = s * (2 * half * ratio * (ratio - r) - (b - a) * (r - 1))
        q = (ratio - 1) * (r - 1) * (s - 1)
    }
    return p > 0 ? (p, -q) : (-p, q)
}
