extension TrackingStore {
    /// Stores bytes as an artifact of a run, in place of an earlier one of that path; durable on return.
    @discardableResult
    package func storeArtifact(_ bytes: [UInt8], as path: String, in run: RunID, at now: Timestamp = .now) async throws -> Artifact {
        try await storeArtifact(as: path, in: run, at: now) { writer in try writer.write(bytes) }
    }

    /// Stores what a body writes as an artifact of a run, without holding it in memory.
    ///
    /// The artifact is there whole or not at all: when the body throws, an earlier one of that path stays as it was.
    @discardableResult
    package func storeArtifact(
        as path: String, in run: RunID, at now: Timestamp = .now, _ body: @Sendable (ArtifactWriter) async throws -> Void
    ) async throws -> Artifact {
        let file = try await artifactFile(path, of: run)
        var generator = SystemRandomNumberGenerator()
        let writer = try ArtifactWriter(to: file, token: HexIdentifier.random(using: &generator))
        try await body(writer)
        let (byteCount, digest) = try writer.finish()
        let artifact = Artifact(path: path, byteCount: byteCount, digest: digest, created: now)
        try await write { connection in
            let key = try Run.key(of: run, connection)
            try connection.insert(Artifact.insert, [[key, .text(path), .integer(byteCount), .text(digest), .integer(now.rawValue)]])
        }
        return artifact
    }

    /// The artifacts of a run, by path.
    package func artifacts(of run: RunID) async throws -> [Artifact] {
        try await read { connection in try Artifact.all(of: try Run.key(of: run, connection), connection) }
    }

    /// Hands over an artifact's bytes in order, at most 64 kB at a time; throws when there is none of that path.
    package func readArtifact(_ path: String, of run: RunID, _ body: ([UInt8]) throws -> Void) async throws {
        let isRecorded = try await read { connection in
            try connection.first(
                "SELECT 1 FROM artifact WHERE run_key = ? AND path = ?", [try Run.key(of: run, connection), .text(path)]
            ) { try $0.int() } != nil
        }
        guard isRecorded else { throw TrackingError.notFound(kind: "artifact", name: path) }
        try StoreFile.read(try await artifactFile(path, of: run), body)
    }

    /// The whole of an artifact in memory; throws when there is none of that path.
    package func artifactBytes(_ path: String, of run: RunID) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        try await readArtifact(path, of: run) { bytes += $0 }
        return bytes
    }

    /// Where an artifact's file lies, or would lie: `<store>.artifacts/<experiment>/<run>/artifacts/<path>`.
    package func artifactFile(_ path: String, of run: RunID) async throws -> String {
        guard let safe = ArtifactPath(path), !safe.isRoot, safe.text == path else {
            throw TrackingError.invalid(reason: "\"\(path)\" is not a path within a run's artifacts")
        }
        let folder = try await read { connection in
            try connection.first("SELECT experiment_id, artifact_uri FROM run WHERE id = ?", [.text(run.rawValue)]) {
                Run.storedFolder(experiment: try $0.int64(), run: run.rawValue, uri: try $0.text())
            }
        }
        guard let folder else { throw TrackingError.notFound(kind: "run", name: run.rawValue) }
        return "\(try location.artifactFolder)/\(folder)/\(path)"
    }
}
