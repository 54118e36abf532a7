import CZlib

/// UTF-8 bytes per byte after zlib compression at level 6: above 1 for texts that repeat themselves, around 1 for a sentence, below 1
/// for very short texts; nil for an empty text. Builds of zlib differ by a byte or two. O(length).
public func compressionRatio(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return nil }
    var size = compressBound(uLong(bytes.count))
    var compressed = [UInt8](repeating: 0, count: Int(size))
    guard compress2(&compressed, &size, bytes, uLong(bytes.count), 6) == Z_OK, size > 0 else { return nil }
    return Double(bytes.count) / Double(size)
}
