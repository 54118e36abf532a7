/// The pattern by which an encoding cuts a text into pieces before it merges bytes; the pieces cover the whole text.
public enum TokenPattern: Sendable, Hashable {
    /// That of `cl100k_base` (GPT-3.5, GPT-4), as in tiktoken 0.14.
    case cl100k
    /// That of `o200k_base` (GPT-4o and later), as in tiktoken 0.14.
    case o200k

    /// The pieces of a text, in order. O(n).
    public func pieces(of text: String) -> [Substring] {
        var pieces: [Substring] = []
        let view = text.utf8
        var from = view.startIndex
        var text = text
        text.withUTF8 { bytes in
            forEachPiece(of: bytes) { piece in
                let to = view.index(from, offsetBy: piece.count)
                pieces.append(Substring(view[from..<to]))
                from = to
            }
        }
        return pieces
    }

    /// Calls the body with every piece.
    func forEachPiece(of bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        TokenScalarKind.ascii.withUnsafeBufferPointer { kinds in
            let scanner = TokenScanner(bytes: bytes, asciiKinds: kinds)
            var position = 0
            while position < bytes.count {
                let end = self == .cl100k ? scanner.endOfCL100KPiece(position) : scanner.endOfO200KPiece(position)
                // Every byte belongs to a piece; the maximum guards against standing still.
                let next = max(end, position + 1)
                body(position..<next)
                position = next
            }
        }
    }
}
