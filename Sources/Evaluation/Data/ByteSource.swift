import CZlib

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of a file or of standard input, a chunk at a time, unpacked when they begin like gzip.
///
/// Reading blocks; callers keep it off the threads that run tasks.
struct ByteSource: ~Copyable {
    private static let chunkSize = 1 << 18
    private static let packedPieceSize = 1 << 12

    /// What problems call this source.
    let name: String
    private let descriptor: Int32
    private let closesDescriptor: Bool
    private var gunzip: Gunzip?
    private var packed: ArraySlice<UInt8> = []
    private var isFirstChunk = true

    /// Opens a file; "-" is standard input.
    init(path: String) throws(DataProblem) {
        if path == "-" {
            (name, descriptor, closesDescriptor) = ("standard input", 0, false)
        } else {
            name = path
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            closesDescriptor = true
            guard descriptor >= 0 else {
                throw DataProblem(source: path, reason: "cannot be opened: \(String(cString: strerror(errno)))")
            }
        }
    }

    deinit {
        if closesDescriptor, descriptor >= 0 { _ = close(descriptor) }
    }

    /// Whether the file can be read only once, like a pipe.
    static func isReadOnce(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    }

    /// The next bytes; empty at the end.
    mutating func read() throws(DataProblem) -> [UInt8] {
        guard let gunzip else {
            let raw = try readRaw()
            guard isFirstChunk else { return raw }
            isFirstChunk = false
            guard raw.starts(with: [0x1F, 0x8B]) else { return raw }
            gunzip = Gunzip()
            packed = raw[...]
            return try read()
        }
        return try unpack(gunzip)
    }

    /// Unpacks a little at a time, so that data which unpack to a thousand times their size stay small in memory.
    private mutating func unpack(_ gunzip: Gunzip) throws(DataProblem) -> [UInt8] {
        while true {
            if packed.isEmpty { packed = try readRaw()[...] }
            let piece = Array(packed.prefix(Self.packedPieceSize))
            packed = packed.dropFirst(Self.packedPieceSize)
            do throws(GunzipError) {
                let bytes = try gunzip.feed(piece)
                if !bytes.isEmpty || piece.isEmpty { return bytes }
            } catch {
                throw DataProblem(source: name, reason: error.reason)
            }
        }
    }

    private func readRaw() throws(DataProblem) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, count in
            while true {
                let got = systemRead(descriptor, buffer.baseAddress, Self.chunkSize)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                count = max(got, 0)
                return
            }
        }
        guard failure == 0 else { throw DataProblem(source: name, reason: "cannot be read: \(String(cString: strerror(failure)))") }
        return bytes
    }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
