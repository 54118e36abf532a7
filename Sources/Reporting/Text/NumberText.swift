/// Numbers as people read them; the machine formats write full precision instead.
package enum NumberText {
    /// Digits after the point that a value of this size deserves.
    static func digits(for value: Double) -> Int {
        switch abs(value) {
        case ..<10: 3
        case ..<100: 2
        case ..<10_000: 1
        default: 0
        }
    }

    /// Digits after the point for an estimate, so that an interval of the given width shows two figures of itself.
    static func digits(for value: Double, width: Double?) -> Int {
        var digits = digits(for: value)
        guard let width, width.isFinite, width > 0 else { return digits }
        var step = 1.0
        for _ in 0..<digits { step /= 10 }
        while digits < 6, width < step * 10 {
            digits += 1
            step /= 10
        }
        return digits
    }

    /// A value with as many digits as it deserves.
    package static func short(_ value: Double) -> String {
        var digits = digits(for: value)
        guard value != 0, value.isFinite else { return fixed(value, digits: digits) }
        if abs(value) < 0.0005 || abs(value) >= 1e15 { return scientific(value) }
        // What is not whole is not shown as if it were, unless it is large.
        while digits > 0, digits < 6, value.rounded() != value, fixed(value, digits: digits) == fixed(value.rounded(), digits: digits) {
            digits += 1
        }
        return fixed(value, digits: digits)
    }

    /// A value that somebody gave, in as many digits as they gave.
    package static func given(_ value: Double) -> String {
        Int64(exactly: value).map { String($0) } ?? value.description
    }

    /// A value with exactly this many digits after the point; very large and non-finite values as Swift writes them.
    package static func fixed(_ value: Double, digits: Int) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-∞" : "∞" }
        var scale: Int64 = 1
        for _ in 0..<max(0, min(digits, 9)) { scale *= 10 }
        let scaled = (abs(value) * Double(scale)).rounded(.toNearestOrAwayFromZero)
        guard scaled < 9e15 else { return value.description }
        let units = Int64(scaled)
        var text = (value < 0 && units > 0 ? "-" : "") + String(units / scale)
        if scale > 1 {
            let fraction = String(units % scale)
            text += "." + String(repeating: "0", count: max(0, min(digits, 9) - fraction.utf8.count)) + fraction
        }
        return text
    }

    /// A value with its sign, for differences.
    static func signed(_ value: Double, digits: Int) -> String {
        let text = fixed(value, digits: digits)
        return value > 0 ? "+" + text : text
    }

    /// A p-value: three digits, or a bound below a thousandth.
    package static func probability(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        return value < 0.001 ? "<0.001" : fixed(value, digits: 3)
    }

    /// A share of one as a percentage, without needless digits.
    package static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "–" }
        let tenths = (share * 1000).rounded()
        return fixed(tenths / 10, digits: abs(tenths.remainder(dividingBy: 10)) < 0.5 ? 0 : 1) + " %"
    }

    /// A count with thin groups of three: `12,345`.
    package static func count(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// A duration: `870 ms`, `12.4 s`, `3 min 20 s`, `2 h 5 min`.
    package static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e12 else { return "–" }
        if seconds < 1 { return fixed(seconds * 1000, digits: 0) + " ms" }
        if seconds < 60 { return fixed(seconds, digits: 1) + " s" }
        let whole = Int(seconds.rounded())
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    /// An amount of US dollars: two digits, four below ten cents, six below a tenth of a cent.
    package static func dollars(_ amount: Double) -> String {
        "$" + fixed(amount, digits: amount == 0 || abs(amount) >= 0.1 ? 2 : abs(amount) >= 0.001 ? 4 : 6)
    }

    private static func scientific(_ value: Double) -> String {
        var mantissa = abs(value)
        var exponent = 0
        while mantissa < 1, exponent > -400 {
            mantissa *= 10
            exponent -= 1
        }
        while mantissa >= 9.95 {
            mantissa /= 10
            exponent += 1
        }
        return (value < 0 ? "-" : "") + fixed(mantissa, digits: 1) + "e\(exponent)"
    }
}
