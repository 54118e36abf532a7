/// Units by what they are: a statistic that cannot tell two units of one kind apart needs only how many of each kind were drawn.
package struct UnitKinds: Sendable, Hashable {
    /// The kind of each unit, 0..<count, numbered in order of appearance.
    package let numbers: [Int]
    /// The first unit of each kind.
    package let firsts: [Int]

    /// How many kinds there are.
    package var count: Int { firsts.count }

    /// The kinds of units, equal ones being of one kind. O(n).
    package init<Unit: Hashable>(_ units: [Unit]) {
        var (kinds, numbers, firsts) = ([Unit: Int](), [Int](), [Int]())
        numbers.reserveCapacity(units.count)
        for (place, unit) in units.enumerated() {
            let number = kinds[unit] ?? firsts.count
            if number == firsts.count {
                kinds[unit] = number
                firsts.append(place)
            }
            numbers.append(number)
        }
        self.numbers = numbers
        self.firsts = firsts
    }

    /// How many units of each kind there are.
    package var sizes: [Int] {
        var sizes = [Int](repeating: 0, count: count)
        for number in numbers { sizes[number] += 1 }
        return sizes
    }
}
