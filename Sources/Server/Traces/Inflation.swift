import CZlib

/// Unpacks bodies that came packed with gzip (RFC 1952) or deflate (RFC 1951, with or without the wrapping of RFC 1950).
enum Inflation {
    enum Failure: Error, Sendable, Hashable {
        /// The bytes are not what they are said to be.
        case damaged
        /// There is more than the limit.
        case tooLarge
    }

    enum Format: Sendable, Hashable {
        case gzip
        case deflate
    }

    /// The unpacked bytes; unpacking ends as soon as there are more than the limit.
    static func inflated(_ packed: [UInt8], _ format: Format, limit: Int) throws(Failure) -> [UInt8] {
        switch format {
        case .gzip: return try inflated(packed, windowBits: 15 + 16, limit: limit)
        case .deflate:
            do {
                return try inflated(packed, windowBits: 15, limit: limit)
            } catch Failure.damaged {
                return try inflated(packed, windowBits: -15, limit: limit)
            }
        }
    }

    private static func inflated(_ packed: [UInt8], windowBits: Int32, limit: Int) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK,
            packed.count <= Int(UInt32.max)
        else { throw .damaged }
        defer { inflateEnd(&stream) }
        var input = packed
        let outcome = input.withUnsafeMutableBufferPointer { buffer -> Result<[UInt8], Failure> in
            stream.next_in = buffer.baseAddress
            stream.avail_in = UInt32(buffer.count)
            return drain(&stream, limit: limit)
        }
        return try outcome.get()
    }

    private static func drain(_ stream: inout z_stream, limit: Int) -> Result<[UInt8], Failure> {
        var unpacked: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let code = chunk.withUnsafeMutableBufferPointer { buffer in
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                return inflate(&stream, Z_NO_FLUSH)
            }
            guard code == Z_OK || code == Z_STREAM_END else { return .failure(.damaged) }
            unpacked.append(contentsOf: chunk[..<(chunk.count - Int(stream.avail_out))])
            guard unpacked.count <= limit else { return .failure(.tooLarge) }
            guard code == Z_STREAM_END else { continue }
            guard stream.avail_in > 0 else { return .success(unpacked) }
            // Another member follows.
            guard inflateReset(&stream) == Z_OK else { return .failure(.damaged) }
        }
    }
}
