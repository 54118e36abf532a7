import Reporting
import Tracking

/// Over what histories are drawn: their steps, or the time since the first value where none has values at more than one step.
struct HistoryAxis {
    /// A place in the chart, in the measures of its axes.
    struct Point: Equatable {
        var x: Double
        var y: Double
    }

    /// Whether the axis is time.
    let isTime: Bool

    init(_ histories: [HistoryOutline]) {
        isTime = histories.allSatisfy(\.isAtOneStep) && histories.contains { $0.count > 1 }
    }

    /// The points of a history, in pieces: a value that is NaN or infinite breaks the line.
    func segments(of history: HistoryOutline) -> [[Point]] {
        history.points.split { !$0.value.isFinite }.map { piece in
            piece.map { Point(x: isTime ? Self.seconds(from: history.first, to: $0) : Double($0.step), y: $0.value) }
        }
    }

    /// What is written below the axis at its ends.
    func labels(from lower: Double, to upper: Double) -> (first: String, last: String) {
        guard isTime else { return ("step " + Self.whole(lower), lower < upper ? "step " + Self.whole(upper) : "") }
        guard lower < upper else { return ("all at one time", "") }
        return (lower == 0 ? "first value" : "after " + NumberText.duration(lower), "after " + NumberText.duration(upper))
    }

    private static func seconds(from first: MetricPoint?, to point: MetricPoint) -> Double {
        (Double(point.time.rawValue) - Double(first?.time.rawValue ?? point.time.rawValue)) / 1000
    }

    private static func whole(_ step: Double) -> String { Int64(exactly: step).map { "\($0)" } ?? NumberText.given(step) }
}
