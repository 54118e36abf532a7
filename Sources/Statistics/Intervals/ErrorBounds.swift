/// The means that a run could have had if the units that failed had scored worst and best: errors are never dropped silently.
///
/// - Parameters:
///   - values: The scores of the units that have one.
///   - errors: How many units have none.
///   - range: The scale's ends.
/// - Throws: `Undefined` without any unit or for a score that is not finite.
public func errorBounds(
    _ values: [Double], errors: Int, range: ClosedRange<Double> = 0...1
) throws(Undefined) -> (lowest: Double, highest: Double) {
    try requireFinite(values)
    guard errors >= 0, values.count + errors > 0 else { throw Undefined("there are no units") }
    let (sum, count) = (ExactSum(values).value, Double(values.count + errors))
    return ((sum + Double(errors) * range.lowerBound) / count, (sum + Double(errors) * range.upperBound) / count)
}
