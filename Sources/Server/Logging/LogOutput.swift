#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where lines of a log go.
package struct LogOutput: Sendable {
    private let write: @Sendable ([UInt8]) -> Void

    /// An output that hands over each line with its newline.
    package init(_ write: @escaping @Sendable ([UInt8]) -> Void) { self.write = write }

    /// The standard error of the process; a line is written in one piece, so that lines of several threads do not mix.
    package static let standardError = LogOutput { bytes in
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let written = writeSome(UnsafeRawBufferPointer(rebasing: buffer[offset...]))
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return }
                offset += written
            }
        }
    }

    /// An output that keeps nothing.
    package static let none = LogOutput { _ in }

    /// Writes one line.
    func line(_ bytes: [UInt8]) { write(bytes + [0x0A]) }

    private static func writeSome(_ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(2, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
            Musl.write(2, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(2, bytes.baseAddress, bytes.count)
        #endif
    }
}
