import Dispatch

/// Random draws in blocks of fixed size, each with a stream of its own derived from the seed.
///
/// The numbers depend on the seed alone: one core and many give the same ones, bit for bit.
struct DrawBlocks {
    /// How many draws share a stream.
    static let size = 100
    /// Below this much work (draws × units) the blocks run on the calling thread.
    static let parallelWork = 1_000_000

    let draws: Int
    let seed: UInt64

    /// Fills one number per draw; `block` gets the block's generator and the draws to fill. `unitsPerDraw` is the cost of one.
    func fill(unitsPerDraw: Int, _ block: @Sendable (inout Xoshiro256, UnsafeMutableBufferPointer<Double>) -> Void) -> [Double] {
        guard draws > 0 else { return [] }
        return [Double](unsafeUninitializedCapacity: draws) { buffer, initialized in
            buffer.initialize(repeating: 0)
            initialized = draws
            nonisolated(unsafe) let results = buffer
            @Sendable func run(_ index: Int) {
                let start = index * Self.size
                let part = UnsafeMutableBufferPointer(rebasing: results[start..<min(start + Self.size, draws)])
                var generator = Xoshiro256(seed: Seed.derived(from: seed, index: UInt64(index)))
                block(&generator, part)
            }
            let blocks = (draws + Self.size - 1) / Self.size
            let work = draws.multipliedReportingOverflow(by: max(1, unitsPerDraw))
            if work.overflow || work.partialValue >= Self.parallelWork {
                DispatchQueue.concurrentPerform(iterations: blocks, execute: run)
            } else {
                for index in 0..<blocks { run(index) }
            }
        }
    }
}
