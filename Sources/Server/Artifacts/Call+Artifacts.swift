import Hummingbird
import NIOPosix
import Tracking

extension Call {
    /// The run that the request names, by `run_id` or the older `run_uuid`.
    func runID() throws -> RunID {
        if let run = try fields.text("run_id") ?? fields.text("run_uuid"), !run.isEmpty { return RunID(rawValue: run) }
        throw fields.missing("run_id")
    }

    /// The path in a field, within some folder of artifacts; the folder itself when the field is absent.
    func artifactPath(_ field: String = "path") throws -> ArtifactPath {
        guard let path = ArtifactPath(try fields.text(field) ?? "") else { throw ArtifactError.invalidPath }
        return path
    }

    /// The path in a field that must be there.
    func requiredArtifactPath(_ field: String = "path") throws -> ArtifactPath {
        _ = try fields.requiredText(field)
        return try artifactPath(field)
    }

    /// The URI of a run's artifacts, and the folder that it leads to.
    func artifactFolder(of run: RunID) async throws -> (uri: String, folder: ArtifactFolder) {
        do { return try await store.artifactFolder(of: run) } catch TrackingError.notFound {
            throw MLflowError.missing("Run with id=\(run) not found")
        }
    }

    /// The answer that sends a file.
    func download(_ path: ArtifactPath, from folder: ArtifactFolder) async throws -> Reply {
        let file = try await NIOThreadPool.singleton.runIfActive { try folder.open(path) }
        return .response(ArtifactDownload.response(file, named: path.name, to: request))
    }
}
