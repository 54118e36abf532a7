import Tracking

/// Times and durations as protocol buffers write them in JSON.
enum Moment {
    /// `2026-11-21T02:57:43.396Z`: without a fraction for whole seconds.
    static func text(_ time: Timestamp) -> String {
        let (days, inDay) = quotient(time.rawValue, 86_400_000)
        let (year, month, day) = CivilDate.date(days)
        let seconds = inDay / 1000
        let clock = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(clock)\(fraction(inDay % 1000))Z"
    }

    /// `0.004s`, `0s`, `1.500s`.
    static func durationText(_ milliseconds: Int64) -> String {
        let magnitude = milliseconds.magnitude
        return "\(milliseconds < 0 ? "-" : "")\(magnitude / 1000)\(fraction(Int64(magnitude % 1000)))s"
    }

    private static func fraction(_ milliseconds: Int64) -> String { milliseconds == 0 ? "" : "." + padded(milliseconds, 3) }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    fileprivate static func quotient(_ number: Int64, _ divisor: Int64) -> (Int64, Int64) {
        let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
    }
}

extension Moment {
    /// The time that an RFC 3339 text says, to the millisecond; nil when it says none.
    static func time(_ text: String) -> Timestamp? {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(4), scanner.take("-"), let month = scanner.number(2), scanner.take("-"),
            let day = scanner.number(2), (1...12).contains(month), (1...31).contains(day),
            scanner.take("T") || scanner.take("t") || scanner.take(" "),
            let hour = scanner.number(2), scanner.take(":"), let minute = scanner.number(2), scanner.take(":"),
            let second = scanner.number(2), hour < 24, minute < 60, second <= 60, let fraction = scanner.milliseconds(),
            let offset = offset(&scanner), scanner.isAtEnd
        else { return nil }
        let days = CivilDate.days(year, month, day)
        return Timestamp(rawValue: ((days * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1000 + fraction)
    }

    /// Minutes that local time is ahead.
    private static func offset(_ scanner: inout DigitScanner) -> Int64? {
        if scanner.take("Z") || scanner.take("z") { return 0 }
        let isAhead = scanner.take("+")
        guard isAhead || scanner.take("-"), let hours = scanner.number(2), scanner.take(":"), let minutes = scanner.number(2) else {
            return nil
        }
        return (isAhead ? 1 : -1) * (hours * 60 + minutes)
    }

    /// The milliseconds that a text such as `0.004s` says; nil when it says none.
    static func duration(_ text: String) -> Int64? {
        var scanner = DigitScanner(text)
        let isNegative = scanner.take("-")
        guard let seconds = scanner.number(), seconds < 1 << 42, let fraction = scanner.milliseconds(), scanner.take("s"), scanner.isAtEnd
        else { return nil }
        return (isNegative ? -1 : 1) * (seconds * 1000 + fraction)
    }
}

/// Goes over digits and the signs between them.
private struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == sign.value else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// The number that the next digits say: so many, or at most 18.
    mutating func number(_ count: Int? = nil) -> Int64? {
        let digits = rest.prefix(count ?? 18).prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, count == nil || digits.count == count else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    /// The milliseconds of a fraction of a second; 0 when there is none, nil when a point has no digits behind it.
    mutating func milliseconds() -> Int64? {
        guard take(".") || take(",") else { return 0 }
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        let leading = digits.prefix(3)
        let value = leading.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        return leading.count == 3 ? value : leading.count == 2 ? value * 10 : value * 100
    }
}

/// Days since 1970 and dates of the Gregorian calendar, by counting years from March so that the leap day comes last.
private enum CivilDate {
    static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = Moment.quotient(shifted, 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = Moment.quotient(days + 719_468, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}
