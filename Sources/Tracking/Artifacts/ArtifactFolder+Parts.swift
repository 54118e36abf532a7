extension ArtifactFolder {
    /// Begins an upload in parts and returns its name, which only those who may send parts must know.
    package func beginUpload(of path: ArtifactPath) throws -> String {
        guard !path.isRoot, path.segments.first.map(String.init) != Self.uploads else { throw ArtifactError.invalidPath }
        var generator = SystemRandomNumberGenerator()
        let upload = HexIdentifier.random(using: &generator)
        let target = try ArtifactWriter(to: "\(uploadFolder(upload))/target", token: "new")
        try target.write(Array(path.text.utf8))
        try target.finish()
        return upload
    }

    /// Begins one part of an upload; returns the tag by which the part is named when the upload is completed.
    package func writePart(_ number: Int64, of upload: String) throws -> (tag: String, writer: ArtifactWriter) {
        guard number >= 1, number <= Self.maximumParts else {
            throw ArtifactError.upload(reason: "Parts are numbered from 1 to \(Self.maximumParts).")
        }
        _ = try target(of: upload)
        var generator = SystemRandomNumberGenerator()
        let tag = HexIdentifier.random(using: &generator)
        return (tag, try ArtifactWriter(to: "\(uploadFolder(upload))/\(number)-\(tag)", token: "new"))
    }

    /// Puts the parts of an upload together as the artifact that it was begun for. Blocks for as long as the file is long.
    package func completeUpload(
        _ upload: String, of path: ArtifactPath, parts: [(number: Int64, tag: String)]
    ) throws -> (byteCount: Int64, digest: String) {
        guard try target(of: upload) == path.text else { throw Self.unknownUpload }
        guard !parts.isEmpty, parts.map(\.number) == Array(1...Int64(parts.count)) else {
            throw ArtifactError.upload(reason: "The parts of an upload must be named in order, from 1 on, each once.")
        }
        let folder = try FolderDescriptor(path: uploadFolder(upload))
        let writer = try write(path)
        for part in parts {
            guard Self.isIdentifier(part.tag), folder.status("\(part.number)-\(part.tag)") != nil else {
                throw ArtifactError.upload(reason: "Part \(part.number) of the upload was not sent.")
            }
            try StoreFile.read("\(uploadFolder(upload))/\(part.number)-\(part.tag)") { try writer.write($0) }
        }
        let written = try writer.finish()
        try abortUpload(upload, of: path)
        return written
    }

    /// Drops an upload and its parts; one that is not there is fine.
    package func abortUpload(_ upload: String, of path: ArtifactPath) throws {
        guard Self.isIdentifier(upload) else { throw Self.unknownUpload }
        do {
            guard try target(of: upload) == path.text else { throw Self.unknownUpload }
            try FolderDescriptor(path: self.path).folder([Substring(Self.uploads)]).remove(upload)
        } catch ArtifactError.missing {}
    }

    /// Removes what interrupted uploads have left, when it is older than a moment.
    package func removeUploads(before moment: Timestamp) throws {
        do {
            let folder = try FolderDescriptor(path: path).folder([Substring(Self.uploads)])
            for name in try folder.names() {
                guard let status = folder.status(name), OpenArtifact.seconds(status) < moment.rawValue / 1000 else { continue }
                try folder.remove(name)
            }
        } catch ArtifactError.missing {}
    }

    private static let maximumParts: Int64 = 10_000
    private static let unknownUpload = ArtifactError.upload(reason: "There is no such upload; it was completed, aborted or never begun.")

    private static func isIdentifier(_ text: String) -> Bool {
        text.utf8.count == 32
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    private func uploadFolder(_ upload: String) -> String { "\(path)/\(Self.uploads)/\(upload)" }

    private func target(of upload: String) throws -> String {
        guard Self.isIdentifier(upload) else { throw Self.unknownUpload }
        var bytes: [UInt8] = []
        do {
            let folder = try FolderDescriptor(path: uploadFolder(upload))
            guard folder.status("target") != nil else { throw Self.unknownUpload }
            try StoreFile.read("\(uploadFolder(upload))/target") { bytes += $0 }
        } catch ArtifactError.missing {
            throw Self.unknownUpload
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
