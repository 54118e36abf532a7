#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Makes the files and folders of a store so that only their owner can read them.
enum StoreFile {
    /// Makes an empty file with mode 0600 when there is none, and the folders above it with mode 0700.
    static func create(_ path: String) throws(TrackingError) {
        try createFolders(above: path)
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw error(errno, path: path) }
        close(descriptor)
    }

    /// Makes every missing folder above a path, with mode 0700.
    static func createFolders(above path: String) throws(TrackingError) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else { return }
        try createFolder(String(path[..<slash]))
    }

    /// Makes a folder and every missing folder above it, with mode 0700.
    static func createFolder(_ path: String) throws(TrackingError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT else { throw error(errno, path: path) }
        try createFolders(above: path)
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw error(errno, path: path) }
    }

    /// The store's error for an error number of the system.
    static func error(_ number: Int32, path: String) -> TrackingError {
        switch number {
        case ENOSPC, EDQUOT: .diskFull(path: path)
        case EACCES, EPERM, EROFS: .readOnly(path: path)
        case EISDIR: .cannotOpen(path: path, reason: "it is a folder")
        default: .cannotOpen(path: path, reason: String(cString: strerror(number)))
        }
    }
}
