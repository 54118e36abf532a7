/// What a picture of a history needs, however long the history is: its ends, its number of values, and of each part of it the least and
/// the greatest value and where it is broken by one that is not finite.
///
/// The parts hold the same number of values each; whenever there are too many of them, neighbours become one. So one pass over the values
/// is enough, and the memory is bounded.
package struct HistoryOutline: Sendable, Hashable {
    /// How many values the history has.
    package private(set) var count = 0
    /// How many of them are NaN or infinite.
    package private(set) var gaps = 0
    /// The first value by step, time and value.
    package private(set) var first: MetricPoint?
    /// The last value by step, time and value.
    package private(set) var last: MetricPoint?

    private let capacity: Int
    private var width = 2
    private var parts: [Part] = []

    /// An empty outline that keeps every value of a history no longer than the limit, and nearly as many of a longer one.
    package init(limit: Int) { capacity = max(2, min(limit, 100_000) / 4 * 2) }

    /// The outline of values that are in order.
    package init(_ points: some Sequence<MetricPoint>, limit: Int) {
        self.init(limit: limit)
        for point in points { add(point) }
    }

    /// Whether all values were noted at one step, so that only time tells them apart.
    package var isAtOneStep: Bool { first?.step == last?.step }

    /// The values that are kept, in order; one that is not finite stands for a place where the line is broken.
    package var points: [MetricPoint] {
        var kept = parts.flatMap(\.values)
        if let first, kept.first?.place != 0 { kept.insert(Placed(place: 0, point: first), at: 0) }
        if let last, kept.last?.place != count - 1 { kept.append(Placed(place: count - 1, point: last)) }
        return kept.map(\.point)
    }

    /// Takes in the next value.
    package mutating func add(_ point: MetricPoint) {
        if first == nil { first = point }
        last = point
        if !point.value.isFinite { gaps += 1 }
        if count / width == capacity { halve() }
        let part = Part(Placed(place: count, point: point))
        if count / width < parts.count { parts[count / width].take(in: part) } else { parts.append(part) }
        count += 1
    }

    private mutating func halve() {
        parts = stride(from: 0, to: parts.count, by: 2).map { place in
            var part = parts[place]
            if place + 1 < parts.count { part.take(in: parts[place + 1]) }
            return part
        }
        width *= 2
    }
}

/// A value and its place in the history.
private struct Placed: Hashable {
    var place: Int
    var point: MetricPoint
}

/// What is kept of values that follow each other.
private struct Part: Hashable {
    var least: Placed?
    var most: Placed?
    var gap: Placed?

    init(_ value: Placed) {
        if value.point.value.isFinite { (least, most) = (value, value) } else { gap = value }
    }

    /// The values that are kept, each once, in order.
    var values: [Placed] {
        let kept = [least, most == least ? nil : most, gap].compactMap { $0 }
        return kept.sorted { $0.place < $1.place }
    }

    /// Joins what is kept of the values that come next.
    mutating func take(in next: Part) {
        if let value = next.least, least.map({ value.point.value < $0.point.value }) ?? true { least = value }
        if let value = next.most, most.map({ value.point.value >= $0.point.value }) ?? true { most = value }
        gap = gap ?? next.gap
    }
}
