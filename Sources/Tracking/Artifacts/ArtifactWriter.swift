import Digests
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Takes the bytes of an artifact, which shows under its name only when it is whole and on disk.
package final class ArtifactWriter: Sendable {
    private struct State {
        var hash = ContentDigest()
        var byteCount: Int64 = 0
        var failure: TrackingError?
    }

    private let descriptor: Int32
    private let part: String
    private let destination: String
    private let state = Mutex(State())

    init(to destination: String, token: String) throws(TrackingError) {
        self.destination = destination
        part = "\(destination).\(token).part"
        try StoreFile.createFolders(above: destination)
        descriptor = open(part, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StoreFile.error(errno, path: part) }
    }

    deinit {
        close(descriptor)
        StoreFile.remove(part)
    }

    /// Appends bytes; after an error nothing more is taken and the artifact is not stored.
    package func write(_ bytes: [UInt8]) throws(TrackingError) {
        let result = state.withLock { state -> Result<Void, TrackingError> in
            if let failure = state.failure { return .failure(failure) }
            state.hash.update(bytes)
            state.byteCount += Int64(bytes.count)
            guard let failure = append(bytes) else { return .success(()) }
            state.failure = failure
            return .failure(failure)
        }
        try result.get()
    }

    private func append(_ bytes: [UInt8]) -> TrackingError? {
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let written = Self.writeSome(descriptor, UnsafeRawBufferPointer(rebasing: buffer[offset...]))
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return StoreFile.error(errno, path: part) }
                offset += written
            }
            return nil
        }
    }

    private static func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
            Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    /// Puts the whole file under its name, durably, and returns its size and digest.
    func finish() throws(TrackingError) -> (byteCount: Int64, digest: String) {
        let (failure, byteCount, digest) = state.withLock { ($0.failure, $0.byteCount, $0.hash.hex) }
        if let failure { throw failure }
        guard fsync(descriptor) == 0 else { throw StoreFile.error(errno, path: destination) }
        try StoreFile.rename(part, to: destination)
        return (byteCount, digest)
    }
}
