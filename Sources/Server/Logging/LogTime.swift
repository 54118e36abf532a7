package import Tracking

/// A moment as logs and tables of people say it: RFC 3339 in UTC with milliseconds. Years are those from 0 to 9999.
package enum LogTime {
    /// `2026-11-21T02:57:43.396Z`.
    package static func text(_ moment: Timestamp) -> String {
        let (days, inDay) = floorDivided(moment.rawValue, by: 86_400_000)
        let (year, month, day) = date(daysSince1970: days)
        let (seconds, milliseconds) = floorDivided(inDay, by: 1000)
        return String(unsafeUninitializedCapacity: 24) { text in
            var place = 0
            func put(_ number: Int64, _ width: Int, _ end: Unicode.Scalar) {
                var left = number
                for digit in stride(from: place + width - 1, through: place, by: -1) {
                    text[digit] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: left % 10)
                    left /= 10
                }
                text[place + width] = UInt8(ascii: end)
                place += width + 1
            }
            put(max(0, year), 4, "-")
            put(month, 2, "-")
            put(day, 2, "T")
            put(seconds / 3600, 2, ":")
            put(seconds / 60 % 60, 2, ":")
            put(seconds % 60, 2, ".")
            put(milliseconds, 3, "Z")
            return place
        }
    }

    /// The date in the Gregorian calendar, counted in eras of 400 years that begin in March.
    private static func date(daysSince1970: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = floorDivided(daysSince1970 + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func floorDivided(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
