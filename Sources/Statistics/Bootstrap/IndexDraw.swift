/// Unbiased indices below a bound, several from each random word (Brackett-Rozinsky & Lemire 2024).
///
/// A word times the bound gives an index in the high half and fresh randomness in the low half; only the last low half needs checking.
struct IndexDraw {
    private let bound: UInt64
    /// bound⁴ where four indices fit one word with a rejection rate below 1 in 16, else 0.
    private let fourth: UInt64
    private let fourthThreshold: UInt64
    private let square: UInt64
    private let squareThreshold: UInt64

    /// Draws below `count`, which must lie in 1..<2³¹; nil otherwise.
    init?(below count: Int) {
        guard count > 0, count < 1 << 31 else { return nil }
        bound = UInt64(count)
        square = bound * bound
        squareThreshold = (0 &- square) % square
        fourth = bound <= 1 << 15 ? square * square : 0
        fourthThreshold = fourth > 0 ? (0 &- fourth) % fourth : 0
    }

    /// Four indices.
    @inline(__always)
    func four(_ generator: inout Xoshiro256) -> (Int, Int, Int, Int) {
        guard fourth > 0 else {
            let (first, second) = (two(&generator), two(&generator))
            return (first.0, first.1, second.0, second.1)
        }
        while true {
            let one = generator.next().multipliedFullWidth(by: bound)
            let two = one.low.multipliedFullWidth(by: bound)
            let three = two.low.multipliedFullWidth(by: bound)
            let four = three.low.multipliedFullWidth(by: bound)
            if four.low >= fourthThreshold { return (Int(one.high), Int(two.high), Int(three.high), Int(four.high)) }
        }
    }

    @inline(__always)
    private func two(_ generator: inout Xoshiro256) -> (Int, Int) {
        while true {
            let one = generator.next().multipliedFullWidth(by: bound)
            let two = one.low.multipliedFullWidth(by: bound)
            if two.low >= squareThreshold { return (Int(one.high), Int(two.high)) }
        }
    }

    /// One index.
    @inline(__always)
    func single(_ generator: inout Xoshiro256) -> Int { Int(generator.next(below: bound)) }
}
