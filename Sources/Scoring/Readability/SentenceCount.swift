/// Counts sentences of more than two words while a text goes by: `\b[^.!?]+[.!?]*` in textstat.
struct SentenceCount {
    private var counted = 0
    private var words = 0
    private var inWord = false

    /// A letter, digit or underscore.
    @inline(__always)
    mutating func addLetter() {
        if !inWord {
            inWord = true
            words += 1
        }
    }

    /// White space.
    @inline(__always)
    mutating func endToken() { inWord = false }

    /// One of `.`, `!` and `?`.
    mutating func end() {
        if words > 2 { counted += 1 }
        words = 0
        inWord = false
    }

    /// The number of sentences if the text ended here; at least 1.
    var countIfEnded: Int { max(1, counted + (words > 2 ? 1 : 0)) }
}
