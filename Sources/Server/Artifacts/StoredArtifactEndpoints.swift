import HTTPTypes
import Hummingbird
import NIOPosix
import TouchstoneJSON
import Tracking

/// What `mlflow-artifacts:/` leads to: the store's own folder of artifacts.
enum StoredArtifactEndpoints {
    static let all = [
        Endpoint("downloadArtifact", .get, "artifacts/**", in: .artifacts, access: .on(.artifactPath(field: "path"), .read)) { call in
            try await call.download(try call.artifactPath(), from: call.store.artifactFolder())
        },
        Endpoint(
            "uploadArtifact", .put, "artifacts/**", in: .artifacts, access: .on(.artifactPath(field: "path"), .edit), body: .stream
        ) { call in
            let path = try call.artifactPath()
            guard !call.request.uri.path.hasSuffix("/") else { throw ArtifactError.invalidPath }
            try await ArtifactUpload.take(call.request.body, as: path, in: call.store.artifactFolder(), store: call.store)
            return .response(Response(status: .ok))
        },
        Endpoint("listArtifacts", .get, "artifacts", in: .artifacts, access: .on(.artifactPath(field: "path"), .read)) { call in
            let files = try await ArtifactListing.files(in: call.artifactPath(), of: call.store.artifactFolder(), prefix: "")
            return .json(files.arrayValue?.isEmpty == false ? ["files": files] : [:])
        },
        Endpoint(
            "deleteArtifact", .delete, "artifacts/**", in: .artifacts, access: .on(.artifactPath(field: "path"), .edit), body: .stream
        ) { call in
            let folder = try call.store.artifactFolder()
            do { try await call.store.removeArtifacts(call.artifactPath(), in: folder) } catch ArtifactError.missing {
                return .empty  // Nothing is there, as was asked for.
            }
            return .empty
        },
        Endpoint("getPresignedDownloadUrl", .get, "presigned/**", in: .artifacts, access: .on(.artifactPath(field: "path"), .read)) { _ in
            throw MLflowError(.notImplemented, "Presigned downloads are not offered; download the artifact through the server.")
        },
    ]
}

extension TrackingStore {
    /// Removes an artifact, or a folder with all that is in it, and what is recorded of it.
    func removeArtifacts(_ path: ArtifactPath, in folder: ArtifactFolder) async throws {
        try await forgetArtifacts(path, in: folder)
        try await NIOThreadPool.singleton.runIfActive { try folder.remove(path) }
    }
}
