/// A folder of artifacts: those of one run or logged model, or all that go through the server. Nothing outside of it can be reached.
///
/// Its functions block while the disk works.
package struct ArtifactFolder: Sendable, Hashable {
    /// Its path, as the operator gave it.
    package let path: String
    /// How its files are called in the store's records, when it is part of the store's own folder of artifacts.
    package let recordedPath: ArtifactPath?

    /// The folder at a path that is part of the store's own, or not.
    init(path: String, recordedPath: ArtifactPath?) {
        self.path = path
        self.recordedPath = recordedPath
    }

    /// The folder's own names that are no artifacts.
    static let uploads = ".uploads"

    /// What is in a folder, by name; empty when there is none of that path, or it is a file.
    package func entries(in path: ArtifactPath) throws -> [ArtifactEntry] {
        try check(path)
        do {
            let folder = try FolderDescriptor(path: self.path).folder(path.segments)
            return try folder.names().compactMap { name in
                guard let status = folder.status(name), !(path.isRoot && name == Self.uploads) else { return nil }
                return ArtifactEntry(name: name, status)
            }.sorted { $0.name < $1.name }
        } catch ArtifactError.missing, ArtifactError.isFile {
            return []
        }
    }

    /// Opens a file to read it.
    package func open(_ path: ArtifactPath) throws -> OpenArtifact {
        try check(path)
        guard !path.isRoot else { throw ArtifactError.isFolder(path: path.text) }
        do {
            let folder = try FolderDescriptor(path: self.path).folder(path.segments.dropLast())
            return OpenArtifact(try folder.file(String(path.name)))
        } catch ArtifactError.missing, ArtifactError.isFile {
            throw ArtifactError.missing(path: path.text)
        } catch ArtifactError.isFolder {
            throw ArtifactError.isFolder(path: path.text)
        }
    }

    /// Begins a file that takes the place of another of its path when it is finished; folders on the way are made then.
    package func write(_ path: ArtifactPath) throws -> ArtifactWriter {
        try check(path)
        guard !path.isRoot else { throw ArtifactError.invalidPath }
        var generator = SystemRandomNumberGenerator()
        let token = HexIdentifier.random(using: &generator)
        return try ArtifactWriter(part: "\(self.path)/\(Self.uploads)/\(token)", to: .name(path, below: self.path))
    }

    /// Removes a file, or a folder with everything in it.
    package func remove(_ path: ArtifactPath) throws {
        try check(path)
        guard !path.isRoot else { throw ArtifactError.invalidPath }
        do {
            try FolderDescriptor(path: self.path).folder(path.segments.dropLast()).remove(String(path.name))
        } catch ArtifactError.missing, ArtifactError.isFile {
            throw ArtifactError.missing(path: path.text)
        }
    }

    /// Whether the folder's path is another one or lies below it, without steps up.
    func isWithin(_ root: String) -> Bool {
        let slash = UInt8(ascii: "/")
        let (names, rootNames) = (path.pathSegments, root.pathSegments)
        return (path.utf8.first == slash) == (root.utf8.first == slash) && names.lie(within: rootNames) && !names.contains("..")
    }

    private func check(_ path: ArtifactPath) throws(ArtifactError) {
        guard path.segments.first.map(String.init) != Self.uploads else { throw .invalidPath }
    }
}
