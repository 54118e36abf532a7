extension NumberText {
    /// Most characters of a label beside an axis, without its sign.
    private static let axisWidth = 7

    /// The text of a tick among others that are a step apart: with the digits that tell them apart, without needless ones, and never longer
    /// than the room beside an axis; `0.25`, `1500`, `2.5e-5`, `1.23e6`.
    static func tick(_ value: Double, step: Double, greatest: Double) -> String {
        guard value != 0, value.isFinite else { return value == 0 ? "0" : fixed(value, digits: 0) }
        let (factor, power) = decimal(abs(step))
        let lastPlace = abs(factor - factor.rounded()) > 1e-6 ? power - 1 : power
        if (0.001..<1e6).contains(abs(greatest)), lastPlace >= -5 {
            let text = fixed(value, digits: max(0, -lastPlace))
            if text.utf8.count <= axisWidth + (value < 0 ? 1 : 0) { return text }
        }
        return scientific(value, lastPlace: lastPlace)
    }

    /// A value as a short factor and a power of ten, with digits down to the given power of ten as far as there is room.
    private static func scientific(_ value: Double, lastPlace: Int) -> String {
        var (factor, power) = decimal(abs(value))
        var digits = max(0, min(6, power - lastPlace))
        while digits > 0, digits + 3 + "\(power)".utf8.count > axisWidth { digits -= 1 }
        var text = fixed(factor, digits: digits)
        if text.hasPrefix("10") {
            (factor, power) = (1, power + 1)
            text = fixed(factor, digits: digits)
        }
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return (value < 0 ? "-" : "") + text + "e\(power)"
    }

    /// A positive number as a factor from 1 to below 10 and a power of ten.
    private static func decimal(_ value: Double) -> (factor: Double, power: Int) {
        guard value.isFinite, value > 0 else { return (0, 0) }
        var (factor, power) = (value, 0)
        while factor >= 10 * (1 - 1e-12) { (factor, power) = (factor / 10, power + 1) }
        while factor < 1 - 1e-12 { (factor, power) = (factor * 10, power - 1) }
        return (factor, power)
    }
}
