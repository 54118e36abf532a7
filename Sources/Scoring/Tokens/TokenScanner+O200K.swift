extension TokenScanner {
    /// The first that matches of: an optional other scalar, capitals, small letters, contraction; the same with capitals only;
    /// `\p{N}{1,3}`; ` ?[^\s\p{L}\p{N}]+[\r\n/]*`; `\s*[\r\n]+`; `\s+(?!\S)`; `\s+`.
    func endOfO200KPiece(_ start: Int) -> Int {
        let (kind, end) = scalar(start)
        if kind.contains(.number) { return numbers(start) }
        if let word = word(start, kind, end) { return contraction(word) ?? word }
        if let punctuation = punctuation(start) { return lineEnds(punctuation, slashes: true) }
        return whitespace(start, wholeAtEnd: false)
    }

    /// A word with or without the scalar at `start` as its prefix.
    private func word(_ start: Int, _ kind: TokenScalarKind, _ end: Int) -> Int? {
        if kind.contains(.letter) { return smallWord(start) ?? capitalWord(start) }
        if kind.contains(.lineEnd) { return nil }
        return smallWord(end) ?? smallWord(start) ?? capitalWord(end) ?? capitalWord(start)
    }

    /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+`: greedy, so small letters after the capitals, or else the last
    /// scalar among the capitals that may also stand for a small letter.
    private func smallWord(_ start: Int) -> Int? {
        var position = start
        var lastEither: Int?
        while position < bytes.count {
            let (kind, end) = scalar(position)
            guard kind.contains(.upper) else { break }
            position = end
            if kind.contains(.lower) { lastEither = end }
        }
        let small = run(of: .lower, position)
        return small > position ? small : lastEither
    }

    /// `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*`
    private func capitalWord(_ start: Int) -> Int? {
        let capitals = run(of: .upper, start)
        return capitals > start ? run(of: .lower, capitals) : nil
    }
}
