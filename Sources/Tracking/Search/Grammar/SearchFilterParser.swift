/// Groups the tokens of one filter into comparisons.
struct SearchFilterParser {
    private let lexer: SearchLexer
    private let tokens: [SearchToken]
    /// For each opening parenthesis that is closed, the place of the token that closes it.
    private let closings: [Int: Int]
    private var position = 0
    private var invalid: [String] = []

    init(_ lexer: SearchLexer) {
        self.lexer = lexer
        tokens = lexer.tokens
        closings = Self.closings(lexer.tokens)
    }

    private static func closings(_ tokens: [SearchToken]) -> [Int: Int] {
        var closings: [Int: Int] = [:]
        var open: [Int] = []
        for (place, token) in tokens.enumerated() {
            if token.kind == .open { open.append(place) }
            if token.kind == .close, let opening = open.popLast() { closings[opening] = place }
        }
        return closings
    }

    /// All comparisons; throws with every piece that belongs to none.
    mutating func comparisons() throws(SearchError) -> [SearchComparison] {
        var found: [SearchComparison] = []
        var isComplete = false
        while position < tokens.count {
            let start = position
            if keyword(at: position) == .and {
                if !isComplete { invalid.append(written(position..<position + 1)) }
                position += 1
                isComplete = false
            } else if let comparison = readComparison() {
                if isComplete { invalid.append(written(start..<position)) }
                found.append(comparison)
                isComplete = true
            } else {
                position = operandEnd(at: position) ?? position + 1
                invalid.append(written(start..<position))
            }
        }
        if !isComplete, invalid.isEmpty { invalid.append(written(tokens.count - 1..<tokens.count)) }
        guard invalid.isEmpty else {
            let pieces = invalid.prefix(20).map { "'\(SearchError.shown($0))'" }.joined(separator: ", ")
            throw SearchError("Invalid clause(s) in filter string: \(pieces)")
        }
        for comparison in found where comparison.left.kind != .name {
            throw SearchError(
                "Invalid comparison clause. Expected 'Identifier' found '\(SearchError.shown(comparison.left.written))'")
        }
        return found
    }

    private func written(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last, last < tokens.count else { return "" }
        return lexer.text(tokens[first].range.lowerBound..<tokens[last].range.upperBound)
    }

    private func kind(at place: Int) -> SearchToken.Kind? { place < tokens.count ? tokens[place].kind : nil }

    private func keyword(at place: Int) -> SearchKeyword? {
        if case .keyword(let keyword) = kind(at: place) { keyword } else { nil }
    }
}

extension SearchFilterParser {
    /// The place after the operand that begins at a place; nil when none does.
    private func operandEnd(at place: Int) -> Int? {
        switch kind(at: place) {
        case .name, .text, .number, .malformedNumber: place + 1
        case .open: closings[place].map { $0 + 1 }
        default: nil
        }
    }

    private func operand(_ range: Range<Int>) -> SearchOperand? {
        let kind: SearchOperand.Kind
        switch tokens[range.lowerBound].kind {
        case .name: kind = .name
        case .text: kind = .text
        case .number(let isWhole): kind = .number(isWhole: isWhole)
        case .malformedNumber: kind = .malformedNumber
        case .open: kind = .list(list(range.dropFirst().dropLast()))
        default: return nil
        }
        return SearchOperand(kind: kind, written: written(range))
    }

    /// Reads a comparison and goes past it; stays where it is when there is none.
    private mutating func readComparison() -> SearchComparison? {
        guard let leftEnd = operandEnd(at: position), let left = operand(position..<leftEnd),
            let (comparator, comparatorEnd) = comparator(at: leftEnd)
        else { return nil }
        if comparator.hasPrefix("IS ") {
            position = comparatorEnd
            return SearchComparison(left: left, comparator: comparator, right: nil)
        }
        guard let rightEnd = operandEnd(at: comparatorEnd), let right = operand(comparatorEnd..<rightEnd) else { return nil }
        if comparator.hasSuffix("IN") {
            guard case .list = right.kind, left.kind == .name else { return nil }
        }
        position = rightEnd
        return SearchComparison(left: left, comparator: comparator, right: right)
    }

    private func comparator(at place: Int) -> (String, end: Int)? {
        if kind(at: place) == .sign { return (lexer.text(tokens[place]), place + 1) }
        switch (keyword(at: place), keyword(at: place + 1), keyword(at: place + 2)) {
        case (.like, _, _): return ("LIKE", place + 1)
        case (.ilike, _, _): return ("ILIKE", place + 1)
        case (.rlike, _, _): return ("RLIKE", place + 1)
        case (.in, _, _): return ("IN", place + 1)
        case (.not, .like, _): return ("NOT LIKE", place + 2)
        case (.not, .ilike, _): return ("NOT ILIKE", place + 2)
        case (.not, .rlike, _): return ("NOT RLIKE", place + 2)
        case (.not, .in, _): return ("NOT IN", place + 2)
        case (.is, .null, _): return ("IS NULL", place + 2)
        case (.is, .not, .null): return ("IS NOT NULL", place + 3)
        default: return nil
        }
    }

    /// What stands between parentheses: texts with commas between them, and maybe one at the end.
    private func list(_ range: Range<Int>) -> SearchList {
        guard !range.isEmpty else { return .empty }
        var texts: [String] = []
        var isMixed = false
        var isSeparated = true
        for token in tokens[range] {
            if token.kind == .comma {
                guard !isSeparated else { return .malformed }
                isSeparated = true
                continue
            }
            guard isSeparated else { return .malformed }
            isSeparated = false
            switch token.kind {
            case .text, .name:
                guard let text = SearchQuotes.inner(lexer.text(token)) else { return .malformed }
                texts.append(text)
            case .number: isMixed = true
            default: return .malformed
            }
        }
        return isMixed ? .mixed : .texts(texts)
    }
}
