#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The limiting distribution of √n times the Kolmogorov–Smirnov statistic.
public enum Kolmogorov {
    /// P(K > x); 1 at and below zero.
    public static func survival(_ x: Double) -> Double {
        guard x > 0 else { return x.isNaN ? .nan : 1 }
        return x > 0.9 ? min(1, alternating(x)) : max(0, 1 - theta(x))
    }

    /// P(K ≤ x).
    public static func cdf(_ x: Double) -> Double {
        guard x > 0 else { return x.isNaN ? .nan : 0 }
        return x > 0.9 ? max(0, 1 - alternating(x)) : min(1, theta(x))
    }

    private static func alternating(_ x: Double) -> Double {
        var (sum, sign) = (0.0, 1.0)
        for k in 1...100 {
            let term = exp(-2 * Double(k * k) * x * x)
            sum += sign * term
            if term <= sum * 1e-18 { break }
            sign = -sign
        }
        return 2 * sum
    }

    private static func theta(_ x: Double) -> Double {
        var sum = 0.0
        for k in 1...100 {
            let odd = Double(2 * k - 1)
            let term = exp(-odd * odd * Double.pi * Double.pi / (8 * x * x))
            sum += term
            if term <= sum * 1e-18 { break }
        }
        return (2 * Double.pi).squareRoot() / x * sum
    }
}
