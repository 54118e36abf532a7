import HTTPTypes
import Hummingbird
import NIOPosix
import Tracking

/// Files of runs and logged models, listed, sent and taken.
enum ArtifactEndpoints {
    static let all = ofRuns + ofModels + StoredArtifactEndpoints.all + PartEndpoints.all

    private static let ofRuns = [
        Endpoint("listArtifacts", .get, "artifacts/list", access: .on(.run(field: "run_id"), .read)) { call in
            let run = try call.runID()
            let path = try call.artifactPath()
            let (uri, folder) = try await call.artifactFolder(of: run)
            return .json(try await ArtifactListing.message(path, of: folder, rootURI: uri))
        },
        Endpoint("getArtifact", .get, "get-artifact", in: .root, access: .on(.run(field: "run_id"), .read)) { call in
            let run = try call.runID()
            let path = try call.requiredArtifactPath()
            return try await call.download(path, from: call.artifactFolder(of: run).folder)
        },
        Endpoint(
            "uploadArtifact", .post, "upload-artifact", access: .on(.run(field: "run_uuid"), .edit), body: .stream
        ) { call in
            guard let run = try call.fields.text("run_uuid"), !run.isEmpty else {
                throw MLflowError.invalid("Request must specify run_uuid.")
            }
            guard let text = try call.fields.text("path"), !text.isEmpty else { throw MLflowError.invalid("Request must specify path.") }
            let path = try call.artifactPath()
            let length = call.request.headers[.contentLength].flatMap { Int($0) }
            if length ?? 0 > maximumPageUpload { throw ArtifactUpload.tooLarge() }
            if length == 0 { throw MLflowError.invalid("Request must specify data.") }
            let folder = try await call.artifactFolder(of: RunID(rawValue: run)).folder
            try await ArtifactUpload.take(
                call.request.body, as: path, in: folder, store: call.store, maximumBytes: maximumPageUpload)
            return .empty
        },
    ]

    private static let ofModels = [
        Endpoint(
            "listLoggedModelArtifacts", .get, "logged-models/:model_id/artifacts/directories",
            access: .on(.loggedModel(field: "model_id"), .read)
        ) { call in
            let model = try call.fields.requiredText("model_id")
            let path = try call.artifactPath("artifact_directory_path")
            let (uri, folder) = try await call.store.artifactFolder(ofLoggedModel: model)
            return .json(try await ArtifactListing.message(path, of: folder, rootURI: uri))
        },
        Endpoint(
            "getLoggedModelArtifact", .get, "logged-models/:model_id/artifacts/files", access: .on(.loggedModel(field: "model_id"), .read)
        ) { call in
            let model = try call.fields.requiredText("model_id")
            let path = try call.requiredArtifactPath("artifact_file_path")
            return try await call.download(path, from: call.store.artifactFolder(ofLoggedModel: model).folder)
        },
        Endpoint(
            "getModelVersionArtifact", .get, "model-versions/get-artifact", in: .root,
            access: .on(.registeredModel(field: "name"), .read)
        ) { call in
            let name = try call.fields.requiredText("name")
            let version = try call.fields.requiredInteger("version")
            let path = try call.requiredArtifactPath()
            let folder: ArtifactFolder
            do { folder = try await call.store.artifactFolder(ofModel: name, version: version) } catch TrackingError.notFound {
                throw MLflowError.missing("Model Version (name=\(name), version=\(version)) not found")
            }
            return try await call.download(path, from: folder)
        },
    ]

    /// Most bytes that a web page may send as an artifact.
    private static let maximumPageUpload = 10 << 20
}
