#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension StoreFile {
    /// What is directly in a folder; links are neither followed nor listed.
    static func children(of folder: String) throws(TrackingError) -> [(name: String, isFolder: Bool)] {
        guard let stream = opendir(folder) else { throw error(errno, path: folder) }
        defer { closedir(stream) }
        var children: [(name: String, isFolder: Bool)] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            switch entry.pointee.d_type {
            case UInt8(DT_DIR): children.append((name, true))
            case UInt8(DT_REG): children.append((name, false))
            default: break
            }
        }
        return children
    }

    /// Whether there is a folder under a path; links are followed.
    static func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }

    /// The size of a file; nil when there is none.
    static func byteCount(of path: String) -> Int64? {
        var information = stat()
        guard lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(information.st_size)
    }
}
