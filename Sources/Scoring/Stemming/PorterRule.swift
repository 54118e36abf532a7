/// One line of the stemmer's tables: a suffix, what replaces it, and when.
struct PorterRule: Sendable {
    /// What the stem before the suffix must fulfil.
    enum Condition: Sendable {
        /// More vowel-consonant transitions than this.
        case measure(Int)
        /// The same, and the stem ends in s or t.
        case measureAfterST(Int)
        /// More transitions than this when the stem keeps this many letters of the suffix.
        case measureKeeping(Int, letters: Int)
    }

    let suffix: [UInt8]
    let replacement: [UInt8]
    let condition: Condition

    init(_ suffix: String, _ replacement: String, _ condition: Condition) {
        self.suffix = Array(suffix.utf8)
        self.replacement = Array(replacement.utf8)
        self.condition = condition
    }
}
