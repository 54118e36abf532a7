#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension StoreFile {
    /// Hands over a file's bytes in order, at most 64 kB at a time.
    static func read(_ path: String, _ body: ([UInt8]) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw error(errno, path: path) }
        defer { close(descriptor) }
        while true {
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, initialized in
                count = readSome(descriptor, UnsafeMutableRawBufferPointer(buffer))
                initialized = max(0, count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw error(errno, path: path) }
            if count == 0 { return }
            try body(bytes)
        }
    }

    private static func readSome(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
            Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }

    /// Gives a file its name, durably, in place of another of that name.
    static func rename(_ path: String, to destination: String) throws(TrackingError) {
        guard systemRename(path, destination) == 0 else { throw error(errno, path: destination) }
        try flushFolder(above: destination)
    }

    private static func systemRename(_ path: String, _ destination: String) -> Int32 {
        #if canImport(Glibc)
            Glibc.rename(path, destination)
        #elseif canImport(Musl)
            Musl.rename(path, destination)
        #else
            Darwin.rename(path, destination)
        #endif
    }

    /// Removes a file; none is fine.
    static func remove(_ path: String) { unlink(path) }

    /// Makes the names in the folder of a file durable.
    static func flushFolder(above path: String) throws(TrackingError) {
        let folder: String
        if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
            folder = slash == path.startIndex ? "/" : String(path[..<slash])
        } else {
            folder = "."
        }
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw error(errno, path: folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw error(errno, path: folder) }
    }

    /// Whether there is anything under a path.
    static func exists(_ path: String) -> Bool {
        var information = stat()
        return lstat(path, &information) == 0
    }

    /// Hands over the path of every file below a folder, relative to it; none when there is no such folder. Links are not followed.
    static func forEachFile(below folder: String, _ body: (String) throws -> Void) throws {
        var pending = [""]
        while let relative = pending.popLast() {
            guard let stream = opendir(folder + "/" + relative) else {
                if errno == ENOENT { continue }
                throw error(errno, path: folder)
            }
            defer { closedir(stream) }
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard name != ".", name != ".." else { continue }
                let path = relative.isEmpty ? name : relative + "/" + name
                if entry.pointee.d_type == UInt8(DT_DIR) { pending.append(path) } else { try body(path) }
            }
        }
    }
}
