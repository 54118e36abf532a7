#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The chance that at least one of k samples is correct, estimated without bias from n samples of which c are (Chen et al. 2021).
///
/// Throws `Undefined` unless 0 ≤ c ≤ n and 1 ≤ k ≤ n. O(min(c, k)).
public func passAtK(samples n: Int, correct c: Int, k: Int) throws(Undefined) -> Double {
    try checkSamples(n, c, k)
    if n - c < k { return 1 }
    let (steps, share) = c <= k ? (c, Double(k)) : (k, Double(c))
    var missing = CompensatedSum()
    for step in 0..<steps { missing.add(log1p(-share / Double(n - step))) }
    return -expm1(missing.value)
}

/// The chance that all of k samples are correct, pass^k, estimated without bias (Yao et al. 2024, τ-bench).
///
/// Throws `Undefined` unless 0 ≤ c ≤ n and 1 ≤ k ≤ n. O(k).
public func passHatK(samples n: Int, correct c: Int, k: Int) throws(Undefined) -> Double {
    try checkSamples(n, c, k)
    if c < k { return 0 }
    return (0..<k).reduce(1.0) { $0 * Double(c - $1) / Double(n - $1) }
}

private func checkSamples(_ n: Int, _ c: Int, _ k: Int) throws(Undefined) {
    guard n > 0, c >= 0, c <= n else { throw Undefined("\(c) correct of \(n) samples make no rate") }
    guard k > 0 else { throw Undefined("k must be at least 1, got \(k)") }
    guard k <= n else { throw Undefined("k is \(k), but there are only \(n) samples per task") }
}

/// pass@k or pass^k over the tasks of a suite: the mean over tasks with its standard error.
public struct PassAtKSuite: Sendable, Hashable {
    /// The value of each task.
    public let tasks: [Double]
    /// The mean over tasks.
    public let mean: Double

    /// pass@k of each task from its (samples, correct) counts; throws `Undefined` without tasks or for counts that make no sense.
    public init(passAtK k: Int, _ counts: [(samples: Int, correct: Int)]) throws(Undefined) {
        var tasks: [Double] = []
        for count in counts { tasks.append(try Statistics.passAtK(samples: count.samples, correct: count.correct, k: k)) }
        try self.init(tasks)
    }

    /// pass^k of each task from its (samples, correct) counts.
    public init(passHatK k: Int, _ counts: [(samples: Int, correct: Int)]) throws(Undefined) {
        var tasks: [Double] = []
        for count in counts { tasks.append(try Statistics.passHatK(samples: count.samples, correct: count.correct, k: k)) }
        try self.init(tasks)
    }

    private init(_ tasks: [Double]) throws(Undefined) {
        self.tasks = tasks
        mean = try Moments(tasks).mean
    }

    /// The standard deviation over tasks divided by √T; throws `Undefined` below 2 tasks.
    public func standardError() throws(Undefined) -> Double { try Moments(tasks).standardError() }

    /// The interval from Student's t over tasks.
    public func interval(level: Double = 0.95) throws(Undefined) -> Interval { try meanInterval(tasks, level: level) }
}
