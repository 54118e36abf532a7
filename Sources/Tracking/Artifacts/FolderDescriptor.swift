#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An open folder from which names are followed down without ever leaving it: links are refused, whatever they point to.
///
/// Each step opens the next folder relative to the one before, so that nobody can swap a folder for a link in between.
final class FolderDescriptor: Sendable {
    let number: Int32

    private init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    /// Opens a folder by its whole path, which is the operator's and may go over links; makes it when asked to.
    convenience init(path: String, creating: Bool = false) throws {
        if creating { try StoreFile.createFolder(path) }
        let number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw Self.error(errno, path: path) }
        self.init(number)
    }

    /// Opens a folder some names further down; makes the missing ones when asked to, durably.
    func folder(_ names: some Sequence<Substring>, creating: Bool = false) throws -> FolderDescriptor {
        try names.reduce(self) { folder, name in try folder.folder(String(name), creating: creating) }
    }

    private func folder(_ name: String, creating: Bool) throws -> FolderDescriptor {
        if creating, mkdirat(number, name, 0o700) == 0 { fsync(number) }
        let next = openat(number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard next >= 0 else { throw error(errno, name) }
        return FolderDescriptor(next)
    }

    /// Opens a file of this folder to read it; nothing else than a regular file is opened.
    func file(_ name: String) throws -> (number: Int32, status: stat) {
        let file = openat(number, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw error(errno, name) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw status.st_mode & S_IFMT == S_IFDIR ? ArtifactError.isFolder(path: name) : ArtifactError.invalidPath
        }
        return (file, status)
    }

    /// What is under a name, links not followed; nil when there is nothing.
    func status(_ name: String) -> stat? {
        var status = stat()
        return fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
    }

    /// The names in this folder, in no order.
    func names() throws -> [String] {
        let copy = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else { throw error(errno, ".") }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Puts a file that lies elsewhere on the same disk under a name here, durably, in place of a file of that name.
    func adopt(_ path: String, as name: String) throws {
        guard renameat(AT_FDCWD, path, number, name) == 0 else { throw error(errno, name) }
        guard fsync(number) == 0 else { throw error(errno, name) }
    }

    /// Removes a file, or a folder with all that is in it; links are removed, not followed.
    func remove(_ name: String) throws {
        guard let status = status(name) else { throw ArtifactError.missing(path: name) }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        if isFolder {
            let inner = try folder(name, creating: false)
            for name in try inner.names() { try inner.remove(name) }
        }
        guard unlinkat(number, name, isFolder ? AT_REMOVEDIR : 0) == 0 || errno == ENOENT else { throw error(errno, name) }
    }

    private func error(_ code: Int32, _ name: String) -> any Error {
        let isLink = status(name).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
        return isLink ? ArtifactError.invalidPath : Self.error(code, path: name)
    }

    private static func error(_ code: Int32, path: String) -> any Error {
        switch code {
        case ENOENT: ArtifactError.missing(path: path)
        case ENOTDIR: ArtifactError.isFile(path: path)
        case EISDIR, ENOTEMPTY, EEXIST: ArtifactError.isFolder(path: path)
        case ENAMETOOLONG, EINVAL, ELOOP: ArtifactError.invalidPath
        default: StoreFile.error(code, path: path)
        }
    }
}
