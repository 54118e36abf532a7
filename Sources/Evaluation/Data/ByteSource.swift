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

    /// What problems call this source.
    let name: String
    private let descriptor: Int32
    private let closesDescriptor: Bool
    private var gunzip: Gunzip?
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

    /// The next bytes; empty at the end.
    mutating func read() throws(DataProblem) -> [UInt8] {
        let raw = try readRaw()
        if isFirstChunk {
            isFirstChunk = false
            if raw.starts(with: [0x1F, 0x8B]) { gunzip = Gunzip() }
        }
        guard let gunzip else { return raw }
        return try unpack(raw, gunzip)
    }

    private func unpack(_ first: [UInt8], _ gunzip: Gunzip) throws(DataProblem) -> [UInt8] {
        var packed = first
        while true {
            do throws(GunzipError) {
                let bytes = try gunzip.feed(packed)
                if !bytes.isEmpty || packed.isEmpty { return bytes }
            } catch {
                throw DataProblem(source: name, reason: error.reason)
            }
            packed = try readRaw()
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
