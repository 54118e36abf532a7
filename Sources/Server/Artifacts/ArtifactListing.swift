import NIOPosix
import TouchstoneJSON
import Tracking

/// What is in a folder of artifacts, as MLflow's messages say it.
enum ArtifactListing {
    /// The files of a folder, each called by its path below `prefix`.
    static func files(in path: ArtifactPath, of folder: ArtifactFolder, prefix: String) async throws -> JSONValue {
        let entries = try await NIOThreadPool.singleton.runIfActive { try folder.entries(in: path) }
        return .array(
            entries.map { entry in
                var file: JSONObject = ["path": .string(prefix + entry.name), "is_dir": .bool(entry.isFolder)]
                if let count = entry.byteCount { file["file_size"] = .integer(count) }
                return .object(file)
            })
    }

    /// The message about a folder below a root: `root_uri` and `files`.
    static func message(_ path: ArtifactPath, of folder: ArtifactFolder, rootURI: String) async throws -> JSONObject {
        let files = try await files(in: path, of: folder, prefix: path.isRoot ? "" : path.text + "/")
        var message: JSONObject = ["root_uri": .string(rootURI)]
        if files.arrayValue?.isEmpty == false { message["files"] = files }
        return message
    }
}
