import Statistics

/// The ends of an axis that holds given values, and the places of its ticks.
package struct PlotScale: Sendable, Equatable {
    /// Where the axis begins; always finite and below the upper end.
    package let lower: Double
    /// Where the axis ends.
    package let upper: Double

    /// A scale; reversed, empty or non-finite ends become 0 to 1.
    init(_ lower: Double, _ upper: Double) {
        let usable = lower.isFinite && upper.isFinite && lower < upper
        self.lower = usable ? lower : 0
        self.upper = usable ? upper : 1
    }

    /// A scale that holds all values: 0 to 1 when they are all within, else rounded outwards to even numbers.
    package init(holding values: [Double]) {
        let finite = values.filter(\.isFinite)
        guard let least = finite.min(), let most = finite.max() else {
            self.init(0, 1)
            return
        }
        if least >= 0, most <= 1 {
            self.init(0, 1)
            return
        }
        self.init(from: least, to: most, spanOfOne: max(abs(most), 1))
    }

    /// A scale that holds all values as closely as even numbers allow, for histories: small values must not lie flat on zero.
    package init(fitting values: some Sequence<Double>) {
        var least = Double.infinity
        var most = -Double.infinity
        for value in values where value.isFinite {
            least = min(least, value)
            most = max(most, value)
        }
        guard least <= most else {
            self.init(0, 1)
            return
        }
        // Beyond these the distance between the ends is not a number; such values are drawn at the ends.
        (least, most) = (max(-Self.farthest, min(Self.farthest, least)), max(-Self.farthest, min(Self.farthest, most)))
        let isOne = most - least <= max(abs(least), abs(most)) * 1e-12
        self.init(from: isOne ? most : least, to: most, spanOfOne: most == 0 ? 1 : abs(most))
    }

    private static let farthest = 4e307

    /// A scale from one value to another, rounded outwards; around a single value with as much room as is said.
    private init(from least: Double, to most: Double, spanOfOne: Double) {
        let step = Self.step(for: most > least ? most - least : spanOfOne)
        var (lower, upper) = ((least / step).rounded(.down) * step, (most / step).rounded(.up) * step)
        if least == most, least - lower < step / 100 { lower -= step }
        if least == most, upper - most < step / 100 { upper += step }
        self.init(lower, upper)
    }

    /// A scale for differences: the same on both sides of zero.
    init(differences values: [Double]) {
        let most = values.filter(\.isFinite).map(abs).max() ?? 0
        guard most > 0 else {
            self.init(-1, 1)
            return
        }
        let step = Self.step(for: most)
        let end = (most * 1.02 / step).rounded(.up) * step
        self.init(-end, end)
    }

    /// Where a value lies, 0 at the lower and 1 at the upper end; values outside are held at the ends.
    package func share(_ value: Double) -> Double {
        guard !value.isNaN else { return 0 }
        return min(1, max(0, (value - lower) / (upper - lower)))
    }

    /// Three to six round values from end to end.
    package var ticks: [Double] {
        let step = Self.step(for: upper - lower)
        var ticks: [Double] = []
        var value = (lower / step).rounded(.up) * step
        while value <= upper + step * 1e-9, ticks.count < 12 {
            ticks.append(abs(value) < step * 1e-9 ? 0 : value)
            value += step
        }
        return ticks
    }

    /// The texts of the ticks in a few characters each. Where these would be the same, as 1e9 and 1e9 + 1 are, only the first is in full and
    /// the others say how far above it they are.
    package var shortLabels: [String] {
        let (ticks, step) = (ticks, Self.step(for: upper - lower))
        let greatest = max(abs(lower), abs(upper))
        let labels = ticks.map { NumberText.tick($0, step: step, greatest: greatest) }
        guard Set(labels).count < labels.count, let first = ticks.first else { return labels }
        return labels.prefix(1) + ticks.dropFirst().map { "+" + NumberText.tick($0 - first, step: step, greatest: upper - first) }
    }

    /// The text of a tick, with as many digits as the step needs.
    package func label(_ tick: Double) -> String {
        var digits = 0
        var step = Self.step(for: upper - lower)
        while digits < 6, abs(step - step.rounded()) > 1e-9 {
            step *= 10
            digits += 1
        }
        return NumberText.fixed(tick, digits: digits)
    }

    /// A fifth to a quarter of the span, rounded to 1, 2, 2.5 or 5 times a power of ten.
    private static func step(for span: Double) -> Double {
        let rough = span / 4
        guard rough.isFinite, rough > 0 else { return 1 }
        var power = 1.0
        while power * 10 <= rough { power *= 10 }
        while power > rough { power /= 10 }
        for factor in [1, 2, 2.5, 5] where rough <= power * factor * 1.0000001 { return power * factor }
        return power * 10
    }
}

extension MetricReport {
    /// The axis on which the figure and its slices are drawn.
    var plotScale: PlotScale {
        if let scale { return PlotScale(scale.lowerBound, scale.upperBound) }
        let bounds = (bounds + slices.flatMap(\.bounds)).map(\.value)
        return PlotScale(holding: ([verdict] + slices.map(\.verdict)).flatMap(\.drawnValues) + bounds)
    }
}

extension Verdict {
    /// The values that a picture of the estimate must hold.
    var drawnValues: [Double] { [estimate, interval?.lower, interval?.upper].compactMap { $0 } }

    /// The values that a picture of the difference must hold.
    var drawnDifferences: [Double] {
        [difference?.estimate, difference?.interval?.lower, difference?.interval?.upper].compactMap { $0 }
    }
}
