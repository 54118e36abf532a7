#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An artifact's file, open to be read; a later artifact of the same path does not change what is read.
package final class OpenArtifact: Sendable {
    /// How many bytes it has.
    package let byteCount: Int64
    /// When it was last written, in whole seconds since 1970.
    package let modified: Int64
    /// A text that another content of the same path does not share.
    package let version: String
    private let descriptor: Int32

    init(_ file: (number: Int32, status: stat)) {
        descriptor = file.number
        byteCount = Int64(file.status.st_size)
        let time = Self.modificationTime(file.status)
        modified = Int64(time.tv_sec)
        version = [Int64(file.status.st_ino), byteCount, Int64(time.tv_sec), Int64(time.tv_nsec)].map { String($0, radix: 36) }
            .joined(separator: "-")
    }

    deinit { close(descriptor) }

    private static func modificationTime(_ status: stat) -> timespec {
        #if canImport(Darwin)
            status.st_mtimespec
        #else
            status.st_mtim
        #endif
    }

    /// When a file was last written, in whole seconds since 1970.
    static func seconds(_ status: stat) -> Int64 { Int64(modificationTime(status).tv_sec) }

    /// Fills a buffer with the bytes from an offset on; returns how many there were, 0 at the end. Blocks.
    package func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw TrackingError.failed(reason: "an artifact cannot be read: \(String(cString: strerror(errno)))")
            }
        }
    }
}
