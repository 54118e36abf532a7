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

    /// Where a whole file goes.
    enum Destination: Sendable, Hashable {
        /// A path of our own making.
        case path(String)
        /// A path that somebody asked for, below a folder that it must not leave.
        case name(ArtifactPath, below: String)
    }

    private let descriptor: Int32
    private let part: String
    private let destination: Destination
    private let state = Mutex(State())

    /// A file at a path of our own making.
    convenience init(to destination: String, token: String) throws(TrackingError) {
        try self.init(part: "\(destination).\(token).part", to: .path(destination))
    }

    /// A file that is gathered under the name of a part.
    init(part: String, to destination: Destination) throws(TrackingError) {
        self.destination = destination
        self.part = part
        try StoreFile.createFolders(above: part)
        descriptor = open(part, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StoreFile.error(errno, path: part) }
    }

    deinit {
        close(descriptor)
        StoreFile.remove(part)
    }

    /// Appends bytes; after an error nothing more is taken and the artifact is not stored.
    package func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    /// Appends bytes; after an error nothing more is taken and the artifact is not stored.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(TrackingError) {
        let failure = state.withLock { state -> TrackingError? in
            if let failure = state.failure { return failure }
            state.hash.update(bytes)
            state.byteCount += Int64(bytes.count)
            state.failure = append(bytes)
            return state.failure
        }
        if let failure { throw failure }
    }

    private func append(_ bytes: UnsafeRawBufferPointer) -> TrackingError? {
        var offset = 0
        while offset < bytes.count {
            let written = Self.writeSome(descriptor, UnsafeRawBufferPointer(rebasing: bytes[offset...]))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return StoreFile.error(errno, path: part) }
            offset += written
        }
        return nil
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
    @discardableResult
    package func finish() throws -> (byteCount: Int64, digest: String) {
        let (failure, byteCount, digest) = state.withLock { ($0.failure, $0.byteCount, $0.hash.hex) }
        if let failure { throw failure }
        guard fsync(descriptor) == 0 else { throw StoreFile.error(errno, path: part) }
        switch destination {
        case .path(let path):
            try StoreFile.rename(part, to: path)
        case .name(let path, let folder):
            let parent = try FolderDescriptor(path: folder).folder(path.segments.dropLast(), creating: true)
            try parent.adopt(part, as: String(path.name))
        }
        return (byteCount, digest)
    }
}
