import Digests

/// Where an artifact's file lies below the folder of artifacts, and what it must hold.
struct ArtifactFile: Sendable, Hashable {
    let path: String
    let digest: String
}

extension TrackingStore {
    /// Hands over every recorded artifact in turn until there are no more or the body returns false, a page of them in memory at a time.
    func forEachArtifactFile(_ body: (ArtifactFile) throws -> Bool) async throws {
        var last: (run: Int64, path: String) = (-1, "")
        while true {
            let page = try await artifactPage(afterRun: last.run, path: last.path)
            for entry in page {
                guard try body(entry.file) else { return }
                last = (entry.run, entry.path)
            }
            if page.isEmpty { break }
        }
        var path = ""
        while true {
            let page = try await storedFilePage(after: path)
            for file in page {
                guard try body(file) else { return }
                path = file.path
            }
            if page.isEmpty { return }
        }
    }

    private func artifactPage(afterRun run: Int64, path: String) async throws -> [(run: Int64, path: String, file: ArtifactFile)] {
        try await read { connection in
            try connection.all(
                """
                SELECT artifact.run_key, artifact.path, run.experiment_id, run.id, run.artifact_uri, artifact.digest FROM artifact \
                JOIN run ON run.key = artifact.run_key WHERE (artifact.run_key, artifact.path) > (?, ?) \
                ORDER BY artifact.run_key, artifact.path LIMIT 1000
                """, [.integer(run), .text(path)]
            ) { columns in
                let (key, path, experiment) = (try columns.int64(), try columns.text(), try columns.int64())
                let folder = Run.storedFolder(experiment: experiment, run: try columns.text(), uri: try columns.text())
                return (run: key, path: path, file: ArtifactFile(path: "\(folder)/\(path)", digest: try columns.text()))
            }
        }
    }

    private func storedFilePage(after path: String) async throws -> [ArtifactFile] {
        try await read { connection in
            try connection.all("SELECT path, digest FROM stored_file WHERE path > ? ORDER BY path LIMIT 1000", [.text(path)]) {
                ArtifactFile(path: try $0.text(), digest: try $0.text())
            }
        }
    }

    /// Whether the artifact whose file lies there, below the folder of artifacts, is recorded, or still being uploaded.
    func isRecorded(artifactFile path: String) async throws -> Bool {
        guard let safe = ArtifactPath(path) else { return false }
        if safe.segments.first.map(String.init) == ArtifactFolder.uploads { return true }
        return try await read { connection in
            if let (key, rest) = try Run.owner(of: safe, connection) {
                return try connection.first("SELECT 1 FROM artifact WHERE run_key = ? AND path = ?", [key, .text(rest)]) {
                    try $0.int()
                } != nil
            }
            return try connection.first("SELECT 1 FROM stored_file WHERE path = ?", [.text(path)]) { try $0.int() } != nil
        }
    }

    /// Copies every recorded artifact below another folder; what is missing or has other bytes than recorded is told, not thrown.
    func copyArtifacts(to folder: String) async throws -> [CheckFinding] {
        var findings: [CheckFinding] = []
        try await forEachArtifactFile { file in
            let source = "\(try location.artifactFolder)/\(file.path)"
            guard StoreFile.exists(source) else {
                findings.append(CheckFinding(kind: .missingArtifact, detail: source))
                return true
            }
            let writer = try ArtifactWriter(to: "\(folder)/\(file.path)", token: "copy")
            try StoreFile.read(source) { bytes in try writer.write(bytes) }
            if try writer.finish().digest != file.digest { findings.append(CheckFinding(kind: .changedArtifact, detail: source)) }
            return true
        }
        return findings
    }
}

extension StoreFile {
    /// The SHA-256 digest of a file's bytes.
    static func digest(_ path: String) throws -> String {
        var hash = ContentDigest()
        try read(path) { hash.update($0) }
        return hash.hex
    }
}
