import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import Tracking

/// A file on its way to a client: whole or a range of it, a chunk of it in memory at a time.
///
/// Every file is an attachment of a type that browsers must not guess, in a sandbox: nobody's upload runs as a page of this server.
enum ArtifactDownload {
    /// Most bytes of a file that are in memory for one request.
    private static let chunkBytes = 256 << 10

    /// The answer to a request for an open file.
    static func response(_ file: OpenArtifact, named name: some StringProtocol, to request: Request) -> Response {
        let entityTag = "\"\(file.version)\""
        var headers = HTTPFields()
        headers[.contentType] = MediaTypeGuess.type(of: name)
        headers[.contentDisposition] = disposition(name)
        headers[.contentSecurityPolicy] = "sandbox; default-src 'none'"
        headers[.acceptRanges] = "bytes"
        headers[.eTag] = entityTag
        if request.headers[.ifNoneMatch] == entityTag { return Response(status: .notModified, headers: headers) }
        let asksForSame = request.headers[.ifRange].map { $0 == entityTag } ?? true
        switch ByteRange(header: asksForSame ? request.headers[.range] : nil, byteCount: file.byteCount) {
        case .whole:
            return Response(status: .ok, headers: headers, body: body(of: file, from: 0, count: file.byteCount))
        case .part(let first, let last):
            headers[.contentRange] = "bytes \(first)-\(last)/\(file.byteCount)"
            return Response(status: .partialContent, headers: headers, body: body(of: file, from: first, count: last - first + 1))
        case .unsatisfiable:
            let error = MLflowError.invalid("The range lies behind the end of the file, which has \(file.byteCount) bytes.")
            var response = Reply.json(error.body, .rangeNotSatisfiable)
            response.headers[.contentRange] = "bytes */\(file.byteCount)"
            return response
        }
    }

    private static func body(of file: OpenArtifact, from first: Int64, count: Int64) -> ResponseBody {
        ResponseBody(contentLength: Int(count)) { writer in
            var offset = first
            let end = first + count
            while offset < end {
                let wanted = Int(min(Int64(chunkBytes), end - offset))
                let chunk = try await NIOThreadPool.singleton.runIfActive { [offset] in
                    var chunk = ByteBufferAllocator().buffer(capacity: wanted)
                    try chunk.writeWithUnsafeMutableBytes(minimumWritableBytes: wanted) { memory in
                        try file.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: memory.prefix(wanted)))
                    }
                    return chunk
                }
                guard chunk.readableBytes > 0 else { throw TrackingError.failed(reason: "an artifact became shorter while it was sent") }
                offset += Int64(chunk.readableBytes)
                try await writer.write(chunk)
            }
            try await writer.finish(nil)
        }
    }

    /// An attachment of a name, in ASCII and, when that does not say it, in UTF-8 (RFC 6266).
    static func disposition(_ name: some StringProtocol) -> String {
        let ascii = String(
            decoding: name.utf8.map { 0x20..<0x7F ~= $0 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") ? $0 : UInt8(ascii: "_") },
            as: UTF8.self)
        guard ascii != name else { return "attachment; filename=\(isToken(ascii) ? ascii : "\"\(ascii)\"")" }
        var encoded = ""
        for byte in name.utf8 {
            let isPlain =
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 && byte < 0x80 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            let digits = String(byte, radix: 16, uppercase: true)
            encoded += isPlain ? String(UnicodeScalar(byte)) : "%\(digits.count == 1 ? "0" : "")\(digits)"
        }
        return "attachment; filename=\"\(ascii)\"; filename*=UTF-8''\(encoded)"
    }

    /// Whether a name needs no quotes in a header (RFC 9110); MLflow's server writes none then.
    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
    }
}
