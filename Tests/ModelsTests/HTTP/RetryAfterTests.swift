import Testing

@testable import Models

@Suite struct RetryAfterTests {
    static let values: [(String?, String?, Double?)] = [
        (nil, "120", 120), (nil, "0.5", 0.5), ("250", "9", 0.25), ("x", "9", 9), (nil, "-1", nil), (nil, "nan", nil), (nil, "inf", nil),
        (nil, "soon", nil), (nil, nil, nil), (nil, "Sun, 06 Nov 1994 08:49:37 GMT", 37), (nil, "Sun, 06 Nov 1994 08:48:00 GMT", 0),
        (nil, "Sun, 06 Nov 1994 08:49:37 CET", nil), (nil, "Sun, 99 Nov 1994 08:49:37 GMT", nil),
    ]

    /// The clock stands at 1994-11-06 08:49:00 UTC.
    @Test(arguments: values)
    func `seconds, milliseconds and dates are read, anything else is ignored`(milliseconds: String?, value: String?, expected: Double?) {
        #expect(RetryAfter.seconds(milliseconds: milliseconds, value: value, now: 784_111_740) == expected)
    }

    @Test func `leap days and the ends of years are counted`() {
        #expect(RetryAfter.date("Thu, 01 Jan 1970 00:00:00 GMT") == 0)
        #expect(RetryAfter.date("Thu, 29 Feb 2024 12:00:00 GMT") == 1_709_208_000)
        #expect(RetryAfter.date("Fri, 31 Dec 2100 23:59:59 GMT") == 4_133_980_799)
    }
}
