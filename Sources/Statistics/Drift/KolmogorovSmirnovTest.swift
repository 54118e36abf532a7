#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension TwoSampleDrift {
    /// The p-value of the Kolmogorov–Smirnov test: exact while n · m ≤ 10 000, else asymptotic.
    public var kolmogorovSmirnovPValue: Double {
        reference.count <= 10_000 / current.count ? exactKolmogorovSmirnovPValue : asymptoticKolmogorovSmirnovPValue
    }

    /// The exact p-value for samples without ties (with ties it is conservative): the share of orders of the pooled values whose
    /// distribution functions come at least as far apart. O(n m).
    public var exactKolmogorovSmirnovPValue: Double {
        let (n, m, limit) = (reference.count, current.count, largestStep)
        if limit == 0 { return 1 }
        // The probability that a random path from (0, 0) has left the band by (i, j); only positive terms are added.
        var row = [Double](repeating: 0, count: m + 1)
        for i in 0...n {
            for j in 0...m {
                if abs(i * m - j * n) >= limit {
                    row[j] = 1
                } else if i + j > 0 {
                    let (above, left) = (i > 0 ? row[j] : 0, j > 0 ? row[j - 1] : 0)
                    row[j] = (Double(i) * above + Double(j) * left) / Double(i + j)
                }
            }
        }
        return min(1, row[m])
    }

    /// The p-value from the one-sample statistic of nm / (n + m) observations.
    public var asymptoticKolmogorovSmirnovPValue: Double {
        let (n, m) = (Double(reference.count), Double(current.count))
        return oneSampleKolmogorovSurvival(kolmogorovSmirnov, count: max(1, Int((n * m / (n + m)).rounded(.toNearestOrEven))))
    }
}

/// P(D ≥ d) for the one-sample Kolmogorov statistic of so many observations.
///
/// Exact by the matrix power of Marsaglia, Tsang & Wang (2003), in the tail twice Smirnov's one-sided probability (to 11 digits, Simard
/// & L'Ecuyer 2011); beyond 1000 observations the limit with Vrbik's correction (2020), to 4 digits.
func oneSampleKolmogorovSurvival(_ d: Double, count: Int) -> Double {
    let n = Double(count)
    if d <= 0.5 / n { return 1 }
    if d >= 1 { return 0 }
    if n * d * d >= 4 || d >= 0.5 { return min(1, 2 * smirnovSurvival(d, count: count)) }
    if count > 1000 {
        let x = n.squareRoot() * d
        return Kolmogorov.survival(x + 1 / (6 * n.squareRoot()) + (x - 1) / (4 * n))
    }
    return max(0, 1 - kolmogorovMatrixCDF(d, count: count))
}

/// P(D⁺ ≥ d) for so many observations: Smirnov's sum (Birnbaum & Tingey 1951).
private func smirnovSurvival(_ d: Double, count: Int) -> Double {
    let n = Double(count)
    let last = Int((n * (1 - d)).rounded(.down))
    let terms = (0...max(0, last)).map { index in
        let j = Double(index)
        let (left, right) = (d + j / n, 1 - d - j / n)
        guard right > 0 else { return 0.0 }
        let choose = logGamma(n + 1) - logGamma(j + 1) - logGamma(n - j + 1)
        return exp(choose + (n - j) * log(right) + (j - 1) * log(left))
    }
    return d * Sums.sum(terms)
}

/// P(D < d) by n!/nⁿ times the middle element of the n-th power of a (2k − 1)-square matrix.
private func kolmogorovMatrixCDF(_ d: Double, count: Int) -> Double {
    let n = Double(count)
    let k = Int((n * d).rounded(.down)) + 1
    let (size, h) = (2 * k - 1, Double(k) - n * d)
    var step = SquareMatrix(size: size)
    for row in 0..<size { for column in 0..<min(size, row + 2) { step[row, column] = 1 } }
    for row in 0..<size {
        step[row, 0] -= pow(h, Double(row + 1))
        step[size - 1, row] -= pow(h, Double(size - row))
    }
    step[size - 1, 0] += 2 * h - 1 > 0 ? pow(2 * h - 1, Double(size)) : 0
    for row in 0..<size {
        for column in 0..<min(size, row + 2) where row - column + 1 > 0 {
            for factor in 1...(row - column + 1) { step[row, column] /= Double(factor) }
        }
    }
    var (middle, exponent) = step.powerElement(count, at: k - 1)
    for factor in 1...count {
        middle *= Double(factor) / n
        if middle < 1e-140 {
            middle *= 1e140
            exponent -= 140
        }
    }
    return middle * pow(10, Double(exponent))
}

/// A small dense matrix whose powers carry a decimal exponent.
private struct SquareMatrix {
    let size: Int
    private var elements: [Double]

    init(size: Int) {
        self.size = size
        elements = [Double](repeating: 0, count: size * size)
    }

    subscript(row: Int, column: Int) -> Double {
        get { elements[row * size + column] }
        set { elements[row * size + column] = newValue }
    }

    private func times(_ other: SquareMatrix) -> SquareMatrix {
        var product = SquareMatrix(size: size)
        for row in 0..<size {
            for middle in 0..<size where self[row, middle] != 0 {
                let factor = self[row, middle]
                for column in 0..<size { product.elements[row * size + column] += factor * other.elements[middle * size + column] }
            }
        }
        return product
    }

    /// The diagonal element of a power, and the decimal exponent it must be multiplied by.
    func powerElement(_ power: Int, at index: Int) -> (Double, Int) {
        var result: (matrix: SquareMatrix, exponent: Int)?
        var (base, baseExponent, left) = (self, 0, power)
        while left > 0 {
            if left & 1 == 1 {
                result = result.map { ($0.matrix.times(base), $0.exponent + baseExponent) } ?? (base, baseExponent)
                if var scaled = result, scaled.matrix[index, index] > 1e140 {
                    scaled.matrix.elements = scaled.matrix.elements.map { $0 * 1e-140 }
                    result = (scaled.matrix, scaled.exponent + 140)
                }
            }
            left >>= 1
            guard left > 0 else { break }
            base = base.times(base)
            baseExponent *= 2
            if base[index, index] > 1e140 {
                base.elements = base.elements.map { $0 * 1e-140 }
                baseExponent += 140
            }
        }
        return (result?.matrix[index, index] ?? 0, result?.exponent ?? 0)
    }
}
