import GoldenSupport
import Statistics
import TouchstoneJSON

/// The checks of the statistics of judges, sequential runs, drift, slices and contamination.
let monitoringChecks: [String: GoldenCheck] = [
    agreementChecks, judgeChecks, sequentialChecks, sliceChecks, driftChecks, contaminationChecks,
].reduce(into: [:]) {
    table, part in
    table.merge(part) { first, _ in first }
}

/// A number, or null where it is undefined.
func defined(_ value: @autoclosure () throws -> Double) -> JSONValue {
    (try? value()).map { .number($0) } ?? .null
}

/// The bounds of an interval, or two nulls where it is undefined.
func bounds(_ interval: @autoclosure () throws -> Interval?) -> JSONValue {
    guard let interval = (try? interval()) ?? nil else { return .array([.null, .null]) }
    return .array([.number(interval.lower), .number(interval.upper)])
}

extension GoldenRow {
    /// A list of numbers in which null stands for a missing one.
    func optionalNumbers(_ key: String) throws -> [Double?] {
        guard let values = self[key]?.arrayValue else { throw GoldenError(description: "\(id): \(key) is no list") }
        return values.map { $0.isNull ? nil : goldenNumber($0) }
    }

    /// A whole number; throws when it is absent.
    func integer(_ key: String) throws -> Int { Int(try number(key)) }

    /// A list of lists of numbers.
    func matrix(_ key: String) throws -> [[Double]] {
        guard let rows = self[key]?.arrayValue else { throw GoldenError(description: "\(id): \(key) is no list") }
        return rows.map { ($0.arrayValue ?? []).compactMap(goldenNumber) }
    }
}
