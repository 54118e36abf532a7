public import TouchstoneJSON

/// How one golden computation is checked.
public enum GoldenCheck: Sendable {
    /// Computes the row's result in the shape of `expected`; members that `expected` lacks are ignored.
    case compare(@Sendable (GoldenRow) throws -> JSONValue)
    /// As `compare`, with a tolerance of its own where rows carry none.
    case within(relative: Double, @Sendable (GoldenRow) throws -> JSONValue)
    /// Not built, and why.
    case unsupported(reason: String)
}

/// Thrown by a check whose row needs something that this machine lacks; the row then counts as skipped, not as compared.
public struct GoldenSkip: Error {
    /// What is missing.
    public let reason: String

    /// A skipped row.
    public init(_ reason: String) { self.reason = reason }
}

/// The outcome of one golden file: how many rows were compared, which differ, which metrics are not supported.
public struct GoldenOutcome: Sendable {
    /// Rows whose every expected value was compared.
    public private(set) var compared = 0
    /// One line per difference.
    public private(set) var differences: [String] = []
    /// Rows per metric that is listed as not supported.
    public private(set) var unsupported: [String: Int] = [:]
    /// Rows that could not be checked on this machine, by reason.
    public private(set) var skipped: [String: Int] = [:]
    /// Metrics that the table of checks does not know.
    public private(set) var unknown: Set<String> = []

    /// Checks every row of a file against a table of checks by metric name and prints how many rows were compared.
    public init(file: String, family: String, checks: [String: GoldenCheck]) throws {
        for row in try GoldenFolder.rows(of: file, in: family) {
            switch checks[row.name] {
            case .compare(let compute): check(row, 1e-9, compute)
            case .within(let relative, let compute): check(row, relative, compute)
            case .unsupported: unsupported[row.name, default: 0] += 1
            case nil: unknown.insert(row.name)
            }
        }
        print(
            "golden \(family)/\(file): \(compared) rows compared, \(differences.count) differences, not supported \(unsupported), skipped \(skipped)"
        )
    }

    private mutating func check(_ row: GoldenRow, _ defaultRelative: Double, _ compute: (GoldenRow) throws -> JSONValue) {
        let tolerance = GoldenTolerance(
            relative: row.json["rel_tol"]?.doubleValue ?? defaultRelative, absolute: row.json["abs_tol"]?.doubleValue ?? 1e-12)
        do {
            let actual = try compute(row)
            compared += 1
            var found: [String] = []
            tolerance.differences(expected: row.expected, actual: actual, path: row.id + " " + row.name, into: &found)
            differences += found
        } catch let skip as GoldenSkip {
            skipped[skip.reason, default: 0] += 1
        } catch {
            compared += 1
            differences.append("\(row.id) \(row.name): threw \(error)")
        }
    }
}

/// How close two numbers must be: |actual - expected| <= absolute + relative * |expected|.
struct GoldenTolerance {
    let relative: Double
    let absolute: Double

    func differences(expected: JSONValue, actual: JSONValue?, path: String, into found: inout [String]) {
        switch (expected, actual) {
        case (.object(let members), .object(let others)):
            for member in members {
                differences(expected: member.value, actual: others[member.key], path: path + "." + member.key, into: &found)
            }
        case (.array(let elements), .array(let others)):
            guard elements.count == others.count else {
                return found.append("\(path): expected \(elements.count) elements, got \(others.count)")
            }
            for (offset, pair) in zip(elements, others).enumerated() {
                differences(expected: pair.0, actual: pair.1, path: "\(path)[\(offset)]", into: &found)
            }
        default:
            if !matches(expected, actual) {
                found.append("\(path): expected \(expected.text().prefix(120)), got \((actual?.text() ?? "nothing").prefix(120))")
            }
        }
    }

    private func matches(_ expected: JSONValue, _ actual: JSONValue?) -> Bool {
        guard let actual else { return false }
        if let number = goldenNumber(expected) {
            if number.isNaN { return actual.isNull || goldenNumber(actual)?.isNaN == true }
            guard let other = goldenNumber(actual) ?? actual.boolValue.map({ $0 ? 1 : 0 }) else { return expected == actual }
            if number == other { return true }
            return abs(number - other) <= absolute + relative * abs(number)
        }
        return expected == actual
    }
}
