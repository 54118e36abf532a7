/// One text as ROUGE sees it: numbered tokens, and which of them make up each line.
struct RougeText: Sendable {
    let tokens: [Int32]
    let lines: [Range<Int>]

    init(_ text: RougeTokens, _ interner: inout TokenInterner) {
        tokens = interner.intern(text.tokens)
        var start = 0
        lines = text.lineEnds.map { end in
            defer { start = end }
            return start..<end
        }
    }
}

/// The hits of ROUGE-Lsum: places of the reference in the union of subsequences, as long as neither text has used up its
/// occurrences of the token.
func summaryHits(reference: RougeText, prediction: RougeText, vocabulary: Int) -> Int {
    var predictionLeft = counts(prediction.tokens, vocabulary)
    var referenceLeft = counts(reference.tokens, vocabulary)
    let predictionLines = prediction.lines.map { Array(prediction.tokens[$0]) }
    var masks = StripMasks(vocabulary: vocabulary)
    var hits = 0
    for line in reference.lines {
        let wanted = Array(reference.tokens[line])
        var isInUnion = [Bool](repeating: false, count: wanted.count)
        for candidate in predictionLines {
            subsequencePositions(of: wanted, in: candidate, masks: &masks) { isInUnion[$0] = true }
        }
        for (place, token) in wanted.enumerated() where isInUnion[place] {
            let token = Int(token)
            guard predictionLeft[token] > 0, referenceLeft[token] > 0 else { continue }
            predictionLeft[token] -= 1
            referenceLeft[token] -= 1
            hits += 1
        }
    }
    return hits
}

private func counts(_ tokens: [Int32], _ vocabulary: Int) -> [Int32] {
    var counts = [Int32](repeating: 0, count: vocabulary)
    for token in tokens { counts[Int(token)] += 1 }
    return counts
}
