/// Moments and spans as text, always in UTC.
package enum TimeText {
    /// Milliseconds since 1970 as `2026-11-21 07:30:05 UTC`.
    package static func moment(_ milliseconds: Int64) -> String {
        let (date, time) = parts(milliseconds)
        return date + " " + time + " UTC"
    }

    /// Milliseconds since 1970 as ISO 8601: `2026-11-21T07:30:05Z`.
    package static func iso(_ milliseconds: Int64) -> String {
        let (date, time) = parts(milliseconds)
        return date + "T" + time + "Z"
    }

    private static func parts(_ milliseconds: Int64) -> (date: String, time: String) {
        let seconds = Int64((Double(milliseconds) / 1000).rounded(.down))
        let days = Int64((Double(seconds) / 86_400).rounded(.down))
        let second = seconds - days * 86_400
        let (year, month, day) = civil(days)
        let date = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
        return (date, padded(second / 3600, 2) + ":" + padded(second % 3600 / 60, 2) + ":" + padded(second % 60, 2))
    }

    /// The Gregorian date of a number of days since 1970-01-01, by counting in eras of 400 years that start on 1 March.
    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
