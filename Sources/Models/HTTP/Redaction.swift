/// Takes secrets out of text that came from elsewhere before it is shown or logged.
struct Redaction: Sendable {
    private let secrets: [[UInt8]]

    /// Hides the given secrets, and whatever looks like a key.
    init(_ secrets: [Secret] = []) {
        self.secrets = secrets.map { Array($0.revealed.utf8) }.filter { $0.count >= 4 }
    }

    /// The text without secrets, on one line, at most `limit` bytes.
    func apply(_ text: String, limit: Int = 300) -> String {
        var bytes = Array(text.utf8.prefix(limit * 8))
        for secret in secrets { bytes = Self.replacing(secret, in: bytes) }
        for start in ["sk-", "Bearer ", "bearer "] { bytes = Self.hidingWord(after: Array(start.utf8), in: bytes) }
        let line = bytes.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        let shown = String(decoding: line.prefix(limit), as: UTF8.self)
        return line.count > limit ? shown + "…" : shown
    }

    private static func replacing(_ secret: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var offset = 0
        while offset < bytes.count {
            if bytes[offset...].starts(with: secret) {
                result.append(contentsOf: "***".utf8)
                offset += secret.count
            } else {
                result.append(bytes[offset])
                offset += 1
            }
        }
        return result
    }

    /// Replaces the word after a marker when it has at least four characters.
    private static func hidingWord(after marker: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var offset = 0
        while offset < bytes.count {
            // "sk-" begins a key, but not within "task-specific".
            let isWithinWord = offset > 0 && isKeyByte(bytes[offset - 1])
            guard !isWithinWord, bytes[offset...].starts(with: marker) else {
                result.append(bytes[offset])
                offset += 1
                continue
            }
            let start = offset + marker.count
            let end = bytes[start...].firstIndex { !isKeyByte($0) } ?? bytes.endIndex
            result.append(contentsOf: marker)
            if end - start >= 4 { result.append(contentsOf: "***".utf8) } else { result.append(contentsOf: bytes[start..<end]) }
            offset = end
        }
        return result
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "/"): true
        default: false
        }
    }
}
