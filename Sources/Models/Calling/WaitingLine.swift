/// Tasks that wait, in order of arrival; to be kept behind a lock. Every operation is O(1) amortised.
struct WaitingLine<Value: Sendable> {
    typealias Place = CheckedContinuation<Value, any Error>

    private var places: [Int: Place] = [:]
    private var first = 0
    private var next = 0

    var isEmpty: Bool { places.isEmpty }

    /// The number that the next to join will get.
    mutating func draw() -> Int {
        defer { next += 1 }
        return next
    }

    mutating func join(_ place: Place, as number: Int) {
        places[number] = place
        // Those who drew a number later may have joined and been let in before.
        first = min(first, number)
    }

    /// Takes one out of the line, wherever it stands.
    mutating func leave(_ number: Int) -> Place? { places.removeValue(forKey: number) }

    /// Takes out the one who waited longest.
    mutating func popFirst() -> Place? {
        guard !places.isEmpty else { return nil }
        while first < next {
            defer { first += 1 }
            if let place = places.removeValue(forKey: first) { return place }
        }
        return nil
    }
}
