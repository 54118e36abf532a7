import Tracking

/// A moment as HTTP's `Date` says it, to the second (RFC 9110, 5.6.7).
struct HTTPDate: Sendable, Hashable {
    private var second: Int64 = .min
    private(set) var text = ""

    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Changes to a moment; costs next to nothing while the second stays the same.
    mutating func advance(to moment: Timestamp) {
        let now = moment.rawValue / 1000
        guard now != second, now >= 0 else { return }
        second = now
        text = Self.text(moment)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func text(_ moment: Timestamp) -> String {
        let iso = Array(LogTime.text(moment).utf8)
        func piece(_ range: Range<Int>) -> String { String(decoding: iso[range], as: UTF8.self) }
        let weekday = weekdays[Int(moment.rawValue / 86_400_000 % 7)]
        let month = months[max(0, min(11, (Int(piece(5..<7)) ?? 1) - 1))]
        return "\(weekday), \(piece(8..<10)) \(month) \(piece(0..<4)) \(piece(11..<19)) GMT"
    }
}
