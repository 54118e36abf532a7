/// A text that is equal to another one only when their bytes are, as databases and file systems see it.
///
/// `String` takes "é" and "e" with a combining accent for one text; as names that somebody gave they are two.
package struct ExactText: Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }
}

extension ExactText: Hashable {
    package static func == (left: ExactText, right: ExactText) -> Bool { left.text.isExactly(right.text) }

    package func hash(into hasher: inout Hasher) {
        // By bytes too: many spellings of one text must not all fall into one place of a table.
        let hashed: Void? = text.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        if hashed == nil { Array(text.utf8).withUnsafeBytes { hasher.combine(bytes: $0) } }
    }
}

extension ExactText: Comparable {
    package static func < (left: ExactText, right: ExactText) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }
}

extension ExactText: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.text = text }
}

extension String {
    /// Whether another text has the same bytes; O(n), without allocating.
    package func isExactly(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let isEqual = utf8.withContiguousStorageIfAvailable { bytes in
            other.utf8.withContiguousStorageIfAvailable { others in bytes.elementsEqual(others) }
        }
        return isEqual.flatMap(\.self) ?? utf8.elementsEqual(other.utf8)
    }
}
