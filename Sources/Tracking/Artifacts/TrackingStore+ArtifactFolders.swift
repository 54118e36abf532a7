import TouchstoneJSON

extension TrackingStore {
    /// The folder of everything that goes through the server as `mlflow-artifacts:/`.
    package func artifactFolder() throws(TrackingError) -> ArtifactFolder {
        ArtifactFolder(path: try location.artifactFolder, recordedPath: .root)
    }

    /// The URI of a run's artifacts, and the folder that it leads to.
    package func artifactFolder(of run: RunID) async throws -> (uri: String, folder: ArtifactFolder) {
        let uri = try await read { connection in
            try connection.first("SELECT artifact_uri FROM run WHERE id = ?", [.text(run.rawValue)]) { try $0.text() }
        }
        guard let uri else { throw TrackingError.notFound(kind: "run", name: run.rawValue) }
        return (uri, try artifactFolder(at: uri))
    }

    /// The URI of a logged model's artifacts, and the folder that it leads to.
    package func artifactFolder(ofLoggedModel id: String) async throws -> (uri: String, folder: ArtifactFolder) {
        let uri = try await read { connection in
            try connection.first("SELECT artifact_uri FROM logged_model WHERE id = ?", [.text(id)]) { try $0.text() }
        }
        guard let uri else { throw TrackingError.notFound(kind: "logged model", name: id) }
        return (uri, try artifactFolder(at: uri))
    }

    /// The folder of a trace's artifacts: below its experiment's, wherever its tags point.
    package func artifactFolder(ofTrace id: String) async throws -> ArtifactFolder {
        let location = try await read { connection in
            try connection.first(
                """
                SELECT experiment.artifact_location FROM trace JOIN experiment ON experiment.id = trace.experiment_id \
                WHERE trace.id = ?
                """, [.text(id)]
            ) { try $0.text() }
        }
        guard let location, let name = ArtifactPath(id), name.segments.count == 1 else { throw TraceError.trace(id) }
        return try artifactFolder(at: "\(location)/traces/\(name.text)/artifacts")
    }

    /// The folder of a model version's artifacts. One on this machine must be part of the folder of the run that it came from.
    package func artifactFolder(ofModel name: String, version: Int64) async throws -> ArtifactFolder {
        let found = try await read { connection in
            try connection.first(
                """
                SELECT model_version.storage_location, model_version.source, run.artifact_uri FROM model_version \
                LEFT JOIN run ON run.id = model_version.run_id \
                WHERE model_version.model_name = ? AND model_version.version = ? AND model_version.is_deleted = 0
                """, [.text(name), .integer(version)]
            ) { (location: try $0.optionalText(), source: try $0.text(), runURI: try $0.optionalText()) }
        }
        guard let found else { throw TrackingError.notFound(kind: "model version", name: "\(name)/\(version)") }
        let folder = try await artifactFolder(atModelSource: found.location.flatMap { $0.isEmpty ? nil : $0 } ?? found.source)
        guard folder.recordedPath == nil else { return folder }
        guard let runURI = found.runURI, case .folder(let root) = ArtifactLocation(runURI), folder.isWithin(root) else {
            throw ArtifactError.elsewhere(uri: found.location ?? found.source)
        }
        return folder
    }

    /// The folder that a model version was made from: `runs:/ID/PATH`, `models:/m-ID`, or a URI of artifacts.
    private func artifactFolder(atModelSource source: String) async throws -> ArtifactFolder {
        if source.hasPrefix("models:/m-") {
            return try await artifactFolder(ofLoggedModel: String(source.dropFirst("models:/".count))).folder
        }
        guard source.hasPrefix("runs:/"), let path = ArtifactPath(String(source.dropFirst("runs:/".count))),
            let run = path.segments.first
        else { return try artifactFolder(at: source) }
        let rest = path.segments.dropFirst().joined(separator: "/")
        return try await artifactFolder(at: artifactFolder(of: RunID(rawValue: String(run))).uri + (rest.isEmpty ? "" : "/" + rest))
    }

    /// The folder that a URI of artifacts leads to; throws ``ArtifactError/elsewhere(uri:)`` when it lies out of sight.
    package func artifactFolder(at uri: String) throws -> ArtifactFolder {
        switch ArtifactLocation(uri) {
        case .store(let path):
            let root = try location.artifactFolder
            return ArtifactFolder(path: path.isRoot ? root : "\(root)/\(path.text)", recordedPath: path)
        case .folder(let path): return ArtifactFolder(path: path, recordedPath: nil)
        case .elsewhere: throw ArtifactError.elsewhere(uri: uri)
        }
    }
}

extension TrackingStore {
    /// Notes what an artifact that has been written holds, so that reports, copies and checks of the store find it.
    package func recordArtifact(
        _ path: ArtifactPath, in folder: ArtifactFolder, byteCount: Int64, digest: String, at now: Timestamp = .now
    ) async throws {
        guard let recorded = folder.recordedPath?.appending(path) else { return }
        try await write { connection in
            let values: [SQLValue] = [.integer(byteCount), .text(digest), .integer(now.rawValue)]
            if let (key, rest) = try Run.owner(of: recorded, connection) {
                try connection.insert(Artifact.insert, [[key, .text(rest)] + values])
            } else {
                try connection.insert(StoredFile.insert, [[.text(recorded.text)] + values])
            }
        }
    }

    /// Forgets an artifact, or all below a folder, that is about to be removed.
    package func forgetArtifacts(_ path: ArtifactPath, in folder: ArtifactFolder) async throws {
        guard let recorded = folder.recordedPath?.appending(path) else { return }
        try await write { connection in
            // All texts that begin with "a/" lie between "a/" and "a0", for 0 is what follows the slash.
            let range: [SQLValue] = [.text(recorded.text), .text(recorded.text + "/"), .text(recorded.text + "0")]
            try connection.execute("DELETE FROM stored_file WHERE path = ? OR (path > ? AND path < ?)", range)
            if let (key, rest) = try Run.owner(of: recorded, connection) {
                try connection.execute(
                    "DELETE FROM artifact WHERE run_key = ? AND (path = ? OR (path > ? AND path < ?) OR ? = '')",
                    [key, .text(rest), .text(rest + "/"), .text(rest + "0"), .text(rest)])
            }
        }
    }
}

/// A file among the store's artifacts that belongs to no run.
enum StoredFile {
    static let insert = SQLInsert(
        into: "stored_file", ["path", "byte_count", "digest", "creation_time"], conflict: .replace(key: ["path"]))
}

extension Run {
    /// The key of the run that a path below the store's folder belongs to, and the path within that run's artifacts; nil for none.
    static func owner(of path: ArtifactPath, _ connection: any SQLConnection) throws -> (key: SQLValue, rest: String)? {
        let segments = path.segments
        for position in segments.indices.dropFirst() where segments[position] == "artifacts" {
            let run = String(segments[position - 1])
            let found = try connection.first("SELECT key, experiment_id, artifact_uri FROM run WHERE id = ?", [.text(run)]) {
                (key: try $0.int64(), folder: Run.storedFolder(experiment: try $0.int64(), run: run, uri: try $0.text()))
            }
            guard let found, segments[...position].joined(separator: "/").isExactly(found.folder) else { continue }
            return (.integer(found.key), segments[(position + 1)...].joined(separator: "/"))
        }
        return nil
    }

    /// Where a run's artifacts lie below the store's folder: where its URI says, or under its experiment and identifier.
    static func storedFolder(experiment: Int64, run: String, uri: String) -> String {
        if case .store(let path) = ArtifactLocation(uri), !path.isRoot { return path.text }
        return "\(experiment)/\(run)/artifacts"
    }
}
