import Testing
import Tracking

@testable import Server

@Suite struct MomentTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1_795_229_863_396, "2026-11-21T02:57:43.396Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"), (4_107_542_399_000, "2100-02-28T23:59:59Z"),
        ] as [(Int64, String)])
    func `times are written and read`(_ time: Int64, _ text: String) {
        #expect(Moment.text(Timestamp(rawValue: time)) == text)
        #expect(Moment.time(text)?.rawValue == time)
    }

    @Test func `other forms of the same time are read`() {
        #expect(Moment.time("2026-11-21T04:57:43.396123456+02:00")?.rawValue == 1_795_229_863_396)
        #expect(Moment.time("2026-11-21t02:57:43.3z")?.rawValue == 1_795_229_863_300)
    }

    @Test(arguments: [
        "", "now", "2026-13-01T00:00:00Z", "2026-11-21", "2026-11-21T02:57:43", "2026-11-21T02:57:43.Z", "2026-11-21T02:57:43Zx",
    ])
    func `anything else is no time`(_ text: String) { #expect(Moment.time(text) == nil) }

    @Test(arguments: [(0, "0s"), (4, "0.004s"), (1500, "1.500s"), (-20, "-0.020s"), (2000, "2s")] as [(Int64, String)])
    func `durations are written and read`(_ milliseconds: Int64, _ text: String) {
        #expect(Moment.durationText(milliseconds) == text)
        #expect(Moment.duration(text) == milliseconds)
    }

    @Test(arguments: ["", "1", "s", "-s", "1.s", "99999999999999999999s"])
    func `anything else is no duration`(_ text: String) { #expect(Moment.duration(text) == nil) }
}
