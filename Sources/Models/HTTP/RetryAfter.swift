/// The wait a provider asks for.
enum RetryAfter {
    /// Seconds from `retry-after-ms` or `retry-after` (seconds or an HTTP date); nil when there is none that can be read.
    ///
    /// `now` is the time in seconds since 1970.
    static func seconds(milliseconds: String?, value: String?, now: Double) -> Double? {
        if let milliseconds, let number = Double(milliseconds), number.isFinite, number >= 0 { return number / 1000 }
        guard let value else { return nil }
        if let number = Double(value), number.isFinite { return number >= 0 ? number : nil }
        return date(value).map { max(0, $0 - now) }
    }

    /// Seconds since 1970 of an IMF-fixdate (RFC 9110, 5.6.7), such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    static func date(_ text: String) -> Double? {
        let words = text.split { $0 == " " || $0 == "," || $0 == ":" }
        guard words.count == 8, words[7] == "GMT" else { return nil }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard let month = months.firstIndex(where: { $0 == words[2] }) else { return nil }
        let numbers = [words[1], words[3], words[4], words[5], words[6]].compactMap { Int($0) }
        guard numbers.count == 5, (1...31).contains(numbers[0]), (1970...9999).contains(numbers[1]) else { return nil }
        guard (0...23).contains(numbers[2]), (0...59).contains(numbers[3]), (0...60).contains(numbers[4]) else { return nil }
        let days = dayNumber(year: numbers[1], month: month + 1, day: numbers[0])
        return Double(days * 86_400 + numbers[2] * 3600 + numbers[3] * 60 + numbers[4])
    }

    /// Days since 1970-01-01 in the Gregorian calendar; years count from March so that the leap day comes last.
    private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return 365 * year + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}
