/// A word on its way through the steps of ``PorterStemmer``.
struct PorterWord {
    /// The word so far, lower case.
    var bytes: [UInt8]

    /// Step 1a.
    mutating func dropPlural() {
        if ends("ies"), bytes.count == 4 {
            bytes.removeLast()
        } else if ends("sses") || ends("ies") {
            bytes.removeLast(2)
        } else if !ends("ss"), ends("s") {
            bytes.removeLast()
        }
    }

    /// Step 1b.
    mutating func dropPast() {
        if ends("ied") { return bytes.removeLast(bytes.count == 4 ? 1 : 2) }
        if ends("eed") {
            if measure(bytes.count - 3) > 0 { bytes.removeLast() }
            return
        }
        if ends("ed"), hasVowel(bytes.count - 2) {
            bytes.removeLast(2)
        } else if ends("ing"), hasVowel(bytes.count - 3) {
            bytes.removeLast(3)
        } else {
            return
        }
        if ends("at") || ends("bl") || ends("iz") {
            bytes.append(UInt8(ascii: "e"))
        } else if endsInDoubleConsonant {
            if !ends("l"), !ends("s"), !ends("z") { bytes.removeLast() }
        } else if measure(bytes.count) == 1, endsShort(bytes.count) {
            bytes.append(UInt8(ascii: "e"))
        }
    }

    /// Step 1c.
    mutating func turnY() {
        if ends("y"), bytes.count > 2, isConsonant(bytes.count - 2) { bytes[bytes.count - 1] = UInt8(ascii: "i") }
    }

    /// Step 2.
    mutating func shortenDoubleSuffix() {
        if ends("alli"), measure(bytes.count - 4) > 0 { bytes.removeLast(2) }
        apply(Self.step2)
    }

    /// Step 5a.
    mutating func dropFinalE() {
        guard ends("e") else { return }
        let stem = bytes.count - 1
        let transitions = measure(stem)
        if transitions > 1 || (transitions == 1 && !endsShort(stem)) { bytes.removeLast() }
    }

    /// Step 5b.
    mutating func dropFinalL() {
        if ends("ll"), measure(bytes.count - 1) > 1 { bytes.removeLast() }
    }

    /// Applies the first rule whose suffix fits, if its condition holds.
    mutating func apply(_ rules: [PorterRule]) {
        guard let rule = rules.first(where: { ends($0.suffix) }), holds(rule) else { return }
        bytes.removeLast(rule.suffix.count)
        bytes.append(contentsOf: rule.replacement)
    }

    private func holds(_ rule: PorterRule) -> Bool {
        let stem = bytes.count - rule.suffix.count
        switch rule.condition {
        case .measure(let least): return measure(stem) > least
        case .measureKeeping(let least, let letters): return measure(stem + letters) > least
        case .measureAfterST(let least):
            guard stem > 0, measure(stem) > least else { return false }
            return bytes[stem - 1] == UInt8(ascii: "s") || bytes[stem - 1] == UInt8(ascii: "t")
        }
    }

    private static let step2: [PorterRule] =
        [
            ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"),
            ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
            ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
            ("fulli", "ful"),
        ].map { PorterRule($0, $1, .measure(0)) } + [PorterRule("logi", "log", .measureKeeping(0, letters: 1))]
}

extension PorterWord {
    private func ends(_ suffix: StaticString) -> Bool {
        let length = suffix.utf8CodeUnitCount
        guard bytes.count >= length else { return false }
        let start = suffix.utf8Start
        for offset in 0..<length where bytes[bytes.count - length + offset] != start[offset] { return false }
        return true
    }

    private func ends(_ suffix: [UInt8]) -> Bool {
        guard bytes.count >= suffix.count else { return false }
        for offset in suffix.indices where bytes[bytes.count - suffix.count + offset] != suffix[offset] { return false }
        return true
    }

    /// Whether the letter at a place is a consonant; y is one at the beginning and after a vowel.
    private func isConsonant(_ place: Int) -> Bool {
        switch bytes[place] {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): return false
        case UInt8(ascii: "y"):
            var first = place
            while first > 0, bytes[first - 1] == UInt8(ascii: "y") { first -= 1 }
            let startsAsConsonant = first == 0 || !isConsonant(first - 1)
            return (place - first).isMultiple(of: 2) == startsAsConsonant
        default: return true
        }
    }

    private func hasVowel(_ length: Int) -> Bool { (0..<length).contains { !isConsonant($0) } }

    /// The number of vowel-consonant transitions in the first `length` letters.
    private func measure(_ length: Int) -> Int {
        var transitions = 0
        var previousIsVowel = false
        for place in 0..<max(0, length) {
            let isVowel: Bool
            if bytes[place] == UInt8(ascii: "y") { isVowel = place > 0 && !previousIsVowel } else { isVowel = !isConsonant(place) }
            if previousIsVowel, !isVowel { transitions += 1 }
            previousIsVowel = isVowel
        }
        return transitions
    }

    private var endsInDoubleConsonant: Bool {
        bytes.count >= 2 && bytes[bytes.count - 1] == bytes[bytes.count - 2] && isConsonant(bytes.count - 1)
    }

    /// Porter's *o: the first `length` letters end consonant, vowel, consonant other than w, x, y; or are a vowel and a consonant.
    private func endsShort(_ length: Int) -> Bool {
        if length == 2 { return !isConsonant(0) && isConsonant(1) }
        guard length >= 3, isConsonant(length - 3), !isConsonant(length - 2), isConsonant(length - 1) else { return false }
        switch bytes[length - 1] {
        case UInt8(ascii: "w"), UInt8(ascii: "x"), UInt8(ascii: "y"): return false
        default: return true
        }
    }
}
