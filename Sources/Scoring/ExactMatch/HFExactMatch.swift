/// Exact match as Hugging Face `evaluate` and lm-evaluation-harness define it: both sides are rewritten, then compared.
public struct HFExactMatch: Sendable {
    private let ignoredPatterns: [Pattern]
    private let ignoresCase: Bool
    private let ignoresPunctuation: Bool
    private let ignoresNumbers: Bool

    /// The comparison with the given options, which apply in this order.
    ///
    /// - Parameters:
    ///   - regexesToIgnore: patterns whose occurrences are deleted, one after another. Throws ``ScorerArgumentError`` for a wrong one.
    ///   - ignoresCase: whether texts are lower-cased.
    ///   - ignoresPunctuation: whether the 32 ASCII punctuation characters are deleted.
    ///   - ignoresNumbers: whether the digits 0 to 9 are deleted.
    public init(
        regexesToIgnore: [String] = [], ignoresCase: Bool = false, ignoresPunctuation: Bool = false, ignoresNumbers: Bool = false
    ) throws {
        ignoredPatterns = try regexesToIgnore.map { try Pattern($0) }
        self.ignoresCase = ignoresCase
        self.ignoresPunctuation = ignoresPunctuation
        self.ignoresNumbers = ignoresNumbers
    }

    /// Whether two texts are equal after rewriting. Throws ``ScoringError`` when a pattern backtracks too much.
    public func matches(_ prediction: String, _ reference: String) throws -> Bool {
        try rewritten(prediction) == rewritten(reference)
    }

    /// The text that is compared. Trailing NULs go, as in numpy's fixed-width strings.
    func rewritten(_ text: String) throws -> [UInt8] {
        var bytes = Array(text.utf8)
        for pattern in ignoredPatterns { bytes = try pattern.removed(from: bytes) }
        if ignoresCase { bytes = lowercasedScalars(bytes) }
        if ignoresPunctuation { bytes.removeAll(where: isASCIIPunctuation) }
        if ignoresNumbers { bytes.removeAll(where: isASCIIDigit) }
        while bytes.last == 0 { bytes.removeLast() }
        return bytes
    }
}

extension Pattern {
    /// A text without the occurrences of the pattern.
    fileprivate func removed(from bytes: [UInt8]) throws -> [UInt8] {
        let found = try bytes.withUnsafeBufferPointer { try occurrences(in: $0, atMost: .max) }
        guard !found.isEmpty else { return bytes }
        var kept: [UInt8] = []
        var position = 0
        for match in found {
            kept.append(contentsOf: bytes[position..<match.range.lowerBound])
            position = match.range.upperBound
        }
        return kept + bytes[position...]
    }
}
