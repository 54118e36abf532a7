import CZlib

/// Why packed bytes cannot be unpacked.
struct GunzipError: Error {
    let reason: String
}

/// Unpacks gzip (RFC 1952), also several members one after the other.
///
/// Output is bounded by the input's own ratio (at most about 1,000 to 1 for deflate) times one chunk.
final class Gunzip {
    private var stream = z_stream()
    private var isOpen = false
    private var isBetweenMembers = false
    private var output = [UInt8](repeating: 0, count: 1 << 18)

    init() {
        isOpen = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    }

    deinit { inflateEnd(&stream) }

    /// Unpacks the next bytes. Empty input marks the end, which must not come in the middle of a member.
    func feed(_ packed: [UInt8]) throws(GunzipError) -> [UInt8] {
        guard isOpen else { throw GunzipError(reason: "zlib could not be started") }
        if packed.isEmpty {
            guard isBetweenMembers else { throw GunzipError(reason: "the gzip data ends too early; the file is cut off") }
            return []
        }
        var input = packed
        let status = input.withUnsafeMutableBufferPointer { buffer in
            stream.next_in = buffer.baseAddress
            stream.avail_in = UInt32(buffer.count)
            return inflateAll()
        }
        guard let unpacked = status else { throw GunzipError(reason: "the gzip data is damaged") }
        return unpacked
    }

    /// Unpacks what `next_in` holds; nil when it is damaged.
    private func inflateAll() -> [UInt8]? {
        var unpacked: [UInt8] = []
        repeat {
            if isBetweenMembers {
                guard inflateReset(&stream) == Z_OK else { return nil }
                isBetweenMembers = false
            }
            let capacity = output.count
            let code = output.withUnsafeMutableBufferPointer { buffer in
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(capacity)
                return inflate(&stream, Z_NO_FLUSH)
            }
            unpacked.append(contentsOf: output[..<(capacity - Int(stream.avail_out))])
            switch code {
            case Z_OK: break
            case Z_STREAM_END: isBetweenMembers = true
            case Z_BUF_ERROR: return unpacked
            default: return nil
            }
        } while stream.avail_in > 0 || stream.avail_out == 0 && !isBetweenMembers
        return unpacked
    }
}
