/// Where words may be broken, by Liang's patterns as Pyphen 0.18 reads them (at least two letters on either side).
///
/// Patterns lie in a trie; finding the breaks of a word costs O(length × longest pattern).
public struct HyphenationPatterns: Sendable {
    /// For each node and symbol the next node; 0 where there is none.
    private var children: [Int32] = []
    /// Where the values of the pattern that ends in a node begin in `values`, -1 without one.
    private var valueStarts: [Int32] = [-1]
    /// For each pattern: the position of its first value, the number of values, the values.
    private var values: [UInt8] = []
    private var symbols: [UInt32: Int32] = [:]
    private var asciiSymbols = [Int32](repeating: -1, count: 128)
    private var symbolCount = 1

    /// Reads a `hyph_*.dic` file: a line that names the encoding (ISO8859-1, anything else is read as UTF-8), settings, and one pattern
    /// per line.
    public init(dic file: [UInt8]) {
        let file = file.starts(with: "ISO8859-1\n".utf8) || file.starts(with: "ISO8859-1\r".utf8) ? utf8(ofLatin1: file) : file
        let lines = file.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).dropFirst().map(unicodeScalarsOfPattern)
        let patterns = lines.compactMap(\.self)
        for pattern in patterns {
            for letter in pattern.letters where symbol(letter) < 0 {
                symbols[letter] = Int32(symbols.count)
                if letter < 128 { asciiSymbols[Int(letter)] = Int32(symbols.count - 1) }
            }
        }
        symbolCount = max(1, symbols.count)
        children = [Int32](repeating: 0, count: symbolCount)
        for pattern in patterns { enter(pattern) }
    }

    private mutating func enter(_ pattern: HyphenationPattern) {
        var node = 0
        for letter in pattern.letters {
            let symbol = symbol(letter)
            guard symbol >= 0 else { return }
            let place = node * symbolCount + Int(symbol)
            if children[place] == 0 {
                children[place] = Int32(valueStarts.count)
                valueStarts.append(-1)
                children.append(contentsOf: repeatElement(0, count: symbolCount))
            }
            node = Int(children[place])
        }
        valueStarts[node] = Int32(values.count)
        values.append(UInt8(truncatingIfNeeded: pattern.start))
        values.append(UInt8(truncatingIfNeeded: pattern.values.count))
        values.append(contentsOf: pattern.values)
    }

    /// The positions, in scalars, at which a lower-case word may be broken, ascending.
    public func positions(in word: String) -> [Int] {
        var positions: [Int] = []
        forEachPosition(in: word.unicodeScalars.map(\.value)) { positions.append($0) }
        return positions
    }

    /// The number of breaks in a word of lower-case ASCII.
    func breakCount(inASCII word: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        forEachPosition(in: word.lazy.map(UInt32.init)) { _ in count += 1 }
        return count
    }

    /// The number of breaks in a word given as lower-case scalars.
    func breakCount(in word: [UInt32]) -> Int {
        var count = 0
        forEachPosition(in: word) { _ in count += 1 }
        return count
    }

    private func forEachPosition(in word: some RandomAccessCollection<UInt32>, _ body: (Int) -> Void) {
        let length = word.count + 2
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: length) { pointed in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length + 1) { levels in
                pointed.initialize(repeating: symbol(UInt32(UInt8(ascii: "."))))
                levels.initialize(repeating: 0)
                for (offset, letter) in word.enumerated() { pointed[offset + 1] = symbol(letter) }
                raise(levels, for: pointed)
                guard word.count >= 4 else { return }
                for position in 2...(word.count - 2) where levels[position + 1] & 1 == 1 { body(position) }
            }
        }
    }

    @inline(__always)
    private func symbol(_ letter: UInt32) -> Int32 { letter < 128 ? asciiSymbols[Int(letter)] : symbols[letter] ?? -1 }

    /// Sets every level to the highest that any pattern gives it.
    private func raise(_ levels: UnsafeMutableBufferPointer<UInt8>, for pointed: UnsafeMutableBufferPointer<Int32>) {
        children.withUnsafeBufferPointer { children in
            for start in 0..<(pointed.count - 1) {
                var node = 0
                for place in start..<pointed.count {
                    guard pointed[place] >= 0 else { break }
                    node = Int(children[node * symbolCount + Int(pointed[place])])
                    if node == 0 { break }
                    let values = Int(valueStarts[node])
                    if values >= 0 { raise(levels, from: start, values) }
                }
            }
        }
    }

    private func raise(_ levels: UnsafeMutableBufferPointer<UInt8>, from start: Int, _ entry: Int) {
        let first = start + Int(values[entry])
        for offset in 0..<Int(values[entry + 1]) where first + offset < levels.count {
            levels[first + offset] = max(levels[first + offset], values[entry + 2 + offset])
        }
    }
}

/// Latin-1 as UTF-8: every byte stands for the scalar of its number.
private func utf8(ofLatin1 bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 16)
    for byte in bytes { appendUTF8(UInt32(byte), to: &text) }
    return text
}
