import Digests

/// Where an artifact's file lies below the folder of artifacts, and what it must hold.
struct ArtifactFile: Sendable, Hashable {
    let path: String
    let digest: String
}

extension ArtifactFile {
    /// The path below the folder of artifacts: `<experiment>/<run>/artifacts/<path>`.
    static func path(experiment: Int64, run: String, _ path: String) -> String { "\(experiment)/\(run)/artifacts/\(path)" }
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
            if page.isEmpty { return }
        }
    }

    private func artifactPage(afterRun run: Int64, path: String) async throws -> [(run: Int64, path: String, file: ArtifactFile)] {
        try await read { connection in
            try connection.all(
                """
                SELECT artifact.run_key, artifact.path, run.experiment_id, run.id, artifact.digest FROM artifact \
                JOIN run ON run.key = artifact.run_key WHERE (artifact.run_key, artifact.path) > (?, ?) \
                ORDER BY artifact.run_key, artifact.path LIMIT 1000
                """, [.integer(run), .text(path)]
            ) { columns in
                let (key, path, experiment) = (try columns.int64(), try columns.text(), try columns.int64())
                let below = ArtifactFile.path(experiment: experiment, run: try columns.text(), path)
                return (run: key, path: path, file: ArtifactFile(path: below, digest: try columns.text()))
            }
        }
    }

    /// Whether the artifact whose file lies there, below the folder of artifacts, is recorded.
    func isRecorded(artifactFile path: String) async throws -> Bool {
        let segments = path.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard segments.count == 4, segments[2] == "artifacts", let experiment = Int64(segments[0]) else { return false }
        return try await read { connection in
            try connection.first(
                """
                SELECT 1 FROM artifact JOIN run ON run.key = artifact.run_key \
                WHERE run.id = ? AND run.experiment_id = ? AND artifact.path = ?
                """, [.text(String(segments[1])), .integer(experiment), .text(String(segments[3]))]
            ) { try $0.int() } != nil
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
