extension Timestamp {
    /// The moment in UTC as ISO 8601 has it: `2026-11-21T11:25:08.123+00:00`.
    package var isoText: String {
        let (days, milliseconds) = Self.parts(rawValue, of: 86_400_000)
        let (year, month, day) = Self.date(days)
        let seconds = milliseconds / 1000
        return """
            \(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))T\(Self.digits(seconds / 3600, 2)):\
            \(Self.digits(seconds / 60 % 60, 2)):\(Self.digits(seconds % 60, 2)).\(Self.digits(milliseconds % 1000, 3))+00:00
            """
    }

    /// The Gregorian date that many days after the start of 1970.
    private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        // Years are counted from March, so that a leap day is the last of its year.
        let (era, dayOfEra) = parts(days + 719_468, of: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// How often a length fits, rounded down, and what is left.
    private static func parts(_ value: Int64, of length: Int64) -> (whole: Int64, rest: Int64) {
        let rest = value % length
        return rest < 0 ? (value / length - 1, rest + length) : (value / length, rest)
    }

    private static func digits(_ value: Int64, _ count: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
}
