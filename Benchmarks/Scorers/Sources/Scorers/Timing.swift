import Foundation

/// How long one pass over the input takes.
struct Timing {
    /// CPU seconds of one pass, the mean of all.
    let seconds: Double
    /// Seconds of one pass by the clock.
    let wall: Double
    /// How many passes fitted into the time.
    let passes: Int
    /// What one pass came to: must be the same on the peer's side.
    let checksum: [Double]

    /// Runs passes until the time is up, after one that warms the caches.
    init(seconds limit: Double, _ once: () throws -> [Double]) rethrows {
        var checksum = try once()
        let clock = ContinuousClock()
        let (start, cpuStart) = (clock.now, Self.cpuSeconds)
        var passes = 0
        while passes == 0 || start.duration(to: clock.now) < .seconds(limit) {
            checksum = try once()
            passes += 1
        }
        self.passes = passes
        self.checksum = checksum
        seconds = (Self.cpuSeconds - cpuStart) / Double(passes)
        wall = start.duration(to: clock.now) / .seconds(passes)
    }

    private static var cpuSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// The result as JSON.
    func json(rows: Int) throws -> String {
        let values = checksum.count == 1 ? "\(checksum[0])" : "\(checksum)"
        return #"{"rows": \#(rows), "passes": \#(passes), "seconds": \#(seconds), "wall": \#(wall), "checksum": \#(values)}"#
    }
}
