import Hummingbird
import NIOCore
import NIOPosix
import Tracking

/// A file on its way from a client: gathered beside the artifacts, then put under its name whole and durably.
enum ArtifactUpload {
    /// Takes the body of a request as a file; at most so many bytes, when a maximum is given.
    static func take(
        _ body: RequestBody, as path: ArtifactPath, in folder: ArtifactFolder, store: TrackingStore, maximumBytes: Int? = nil
    ) async throws {
        let writer = try await NIOThreadPool.singleton.runIfActive { try folder.write(path) }
        var count = 0
        for try await buffer in body {
            count += buffer.readableBytes
            if let maximumBytes, count > maximumBytes { throw tooLarge() }
            try await NIOThreadPool.singleton.runIfActive { try buffer.withUnsafeReadableBytes { try writer.write($0) } }
        }
        let (byteCount, digest) = try await NIOThreadPool.singleton.runIfActive { try writer.finish() }
        try await store.recordArtifact(path, in: folder, byteCount: byteCount, digest: digest)
    }

    /// The error for a file that is larger than what web pages may send.
    static func tooLarge() -> MLflowError { .invalid("Artifact size is too large. Max size is 10MB.") }
}
