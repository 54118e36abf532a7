extension Xoshiro256 {
    /// Brings the elements into a random order (Fisher–Yates from the end): every order is equally likely.
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            let other = nextIndex(below: last + 1)
            if other != last { elements.swapAt(last, other) }
        }
    }

    /// The numbers 0..<count in a random order.
    public mutating func permutation(of count: Int) -> [Int] {
        var order = Array(0..<max(count, 0))
        shuffle(&order)
        return order
    }

    /// Different indices of 0..<count in random order, at most `count` of them.
    public mutating func sample(_ size: Int, of count: Int) -> [Int] {
        let (count, size) = (max(count, 0), min(max(size, 0), max(count, 0)))
        var order = Array(0..<count)
        for index in 0..<size { order.swapAt(index, index + nextIndex(below: count - index)) }
        return Array(order.prefix(size))
    }
}
