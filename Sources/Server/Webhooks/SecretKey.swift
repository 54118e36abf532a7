import Tracking

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where the key that seals secrets comes from.
enum SecretKey {
    /// The environment variable that holds it.
    static let variable = "TOUCHSTONE_SECRET_KEY"

    /// The box for a store's secrets: under the key of the environment, or else of the file `<store>.key`, which is made when it is
    /// not there and which only its owner may read. A PostgreSQL store, which several servers may share, needs the environment.
    static func box(for location: StoreLocation) throws -> SecretBox {
        if let value = getenv(variable) {
            let text = String(cString: value)
            guard text.utf8.count >= 16 else { throw MLflowError(.notImplemented, "\(variable) must have at least 16 characters.") }
            return SecretBox(keyText: text)
        }
        guard case .sqlite(let path, _) = location else {
            throw MLflowError(.notImplemented, "Secrets can be kept in this store only when the server is given a key in \(variable).")
        }
        return SecretBox(keyText: try SecretKeyFile(path: path + ".key").key())
    }
}

/// A file that holds a random key.
struct SecretKeyFile: Sendable {
    let path: String

    /// The key in the file; makes one when there is no file.
    func key() throws -> String {
        if let key = try read() { return key }
        try make()
        guard let key = try read() else { throw failure(errno) }
        return key
    }

    private func read() throws -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(errno)
        }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & 0o077 == 0 else {
            throw MLflowError(.internalError, "The file with the server's secret key can be read by others; take their permissions away.")
        }
        let bytes = [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in count = max(0, Self.readSome(descriptor, buffer)) }
        guard bytes.count >= 32 else { throw MLflowError(.internalError, "The file with the server's secret key is damaged.") }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes a new key under another name and then gives it its name, unless somebody else was faster.
    private func make() throws {
        var generator = SystemRandomNumberGenerator()
        let key = (0..<4).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }.joined()
        let part = "\(path).\(String(generator.next() as UInt64, radix: 16)).part"
        let descriptor = open(part, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { unlink(part) }
        let bytes = Array(key.utf8)
        let isWritten = Self.writeAll(descriptor, bytes) && fsync(descriptor) == 0
        let number = errno
        close(descriptor)
        guard isWritten else { throw failure(number) }
        guard link(part, path) == 0 || errno == EEXIST else { throw failure(errno) }
    }

    private func failure(_ number: Int32) -> MLflowError {
        MLflowError(.temporarilyUnavailable, "The server's secret key cannot be read or made: \(String(cString: strerror(number))).")
    }

    private static func readSome(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
            Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }

    private static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            #if canImport(Glibc)
                Glibc.write(descriptor, buffer.baseAddress, buffer.count) == buffer.count
            #elseif canImport(Musl)
                Musl.write(descriptor, buffer.baseAddress, buffer.count) == buffer.count
            #else
                Darwin.write(descriptor, buffer.baseAddress, buffer.count) == buffer.count
            #endif
        }
    }
}
