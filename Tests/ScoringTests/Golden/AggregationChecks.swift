import GoldenSupport
import Scoring
import TouchstoneJSON

/// Aggregations of scores.
let aggregationChecks: [String: GoldenCheck] = [
    "aggregations": .compare { row in
        let values = try row.numbers("values")
        func value(_ aggregation: Aggregation) -> JSONValue { JSONValue(try? aggregation.value(of: values)) }
        return [
            "mean": value(.mean), "variance_ddof0": value(.variance), "p50": value(.percentile(50)), "p90": value(.percentile(90)),
            "p95": value(.percentile(95)), "p99": value(.percentile(99)), "min": value(.minimum), "max": value(.maximum),
            "median": value(.median), "std_ddof1": value(.standardDeviation),
        ]
    }
]
