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
        let step = Self.step(for: most > least ? most - least : max(abs(most), 1))
        self.init((least / step).rounded(.down) * step, (most / step).rounded(.up) * step)
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
