extension TokenScanner {
    /// `'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s`
    func endOfCL100KPiece(_ start: Int) -> Int {
        let (kind, end) = scalar(start)
        if kind.contains(.letter) { return run(of: .letter, end) }
        if kind.contains(.number) { return numbers(start) }
        if let contraction = contraction(start) { return contraction }
        if !kind.contains(.lineEnd) {
            let letters = run(of: .letter, end)
            if letters > end { return letters }
        }
        if let punctuation = punctuation(start) { return lineEnds(punctuation, slashes: false) }
        return whitespace(start, wholeAtEnd: true)
    }
}
