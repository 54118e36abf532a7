import HTTPTypes
import Hummingbird
import NIOPosix
import TouchstoneJSON
import Tracking

/// Large artifacts in parts, which clients send to this server side by side when they are told to (`MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD`).
///
/// A client asks for the addresses of the parts, sends each without saying who it is, and names them all at the end. The header that
/// comes with an address holds the secret name of the upload.
enum PartEndpoints {
    static let all = [
        Endpoint(
            "createMultipartUpload", .post, "mpu/create/**", in: .artifacts, access: .on(.artifactPath(field: "path"), .edit), body: .stream
        ) { call in
            let message = try await call.uploadMessage()
            let count = try message.integer("num_parts") ?? 1
            guard count >= 1, count <= 10_000 else { throw MLflowError.invalid("An upload has from 1 to 10000 parts.") }
            let folder = try call.store.artifactFolder()
            let path = try call.uploadPath(message)
            let upload = try await NIOThreadPool.singleton.runIfActive { try folder.beginUpload(of: path) }
            let address = call.ownAddress + "/api/2.0/mlflow-artifacts/mpu/part/"
            let credentials = (1...count).map { number -> JSONValue in
                ["url": .string(address + String(number)), "part_number": .integer(number), "headers": [secretHeader: .string(upload)]]
            }
            return .json(["upload_id": .string(upload), "credentials": .array(credentials)])
        },
        Endpoint("uploadPart", .put, "mpu/part/:part_number", in: .artifacts, access: .open, body: .stream) { call in
            let upload = HTTPField.Name(secretHeader).flatMap { call.request.headers[$0] } ?? ""
            let number = try call.fields.requiredInteger("part_number")
            let folder = try call.store.artifactFolder()
            let (tag, writer) = try await NIOThreadPool.singleton.runIfActive { try folder.writePart(number, of: upload) }
            for try await buffer in call.request.body {
                try await NIOThreadPool.singleton.runIfActive { try buffer.withUnsafeReadableBytes { try writer.write($0) } }
            }
            _ = try await NIOThreadPool.singleton.runIfActive { try writer.finish() }
            return .response(Response(status: .ok, headers: [.eTag: "\"\(tag)\""]))
        },
        Endpoint(
            "completeMultipartUpload", .post, "mpu/complete/**", in: .artifacts, access: .on(.artifactPath(field: "path"), .edit),
            body: .stream
        ) { call in
            let message = try await call.uploadMessage()
            let upload = try message.requiredText("upload_id")
            let parts = try message.messages("parts").map { part in
                (number: try part.requiredInteger("part_number"), tag: (try part.text("etag") ?? "").filter { $0 != "\"" })
            }
            let folder = try call.store.artifactFolder()
            let path = try call.uploadPath(message)
            let (byteCount, digest) = try await NIOThreadPool.singleton.runIfActive {
                try folder.completeUpload(upload, of: path, parts: parts)
            }
            try await call.store.recordArtifact(path, in: folder, byteCount: byteCount, digest: digest)
            return .empty
        },
        Endpoint(
            "abortMultipartUpload", .post, "mpu/abort/**", in: .artifacts, access: .on(.artifactPath(field: "path"), .edit), body: .stream
        ) { call in
            let message = try await call.uploadMessage()
            let upload = try message.requiredText("upload_id")
            let folder = try call.store.artifactFolder()
            let path = try call.uploadPath(message)
            try await NIOThreadPool.singleton.runIfActive { try folder.abortUpload(upload, of: path) }
            return .empty
        },
    ]

    private static let secretHeader = "X-Touchstone-Upload"
}

extension Call {
    /// The message in the body; the path of the request is not among its fields, for the message has another one of that name.
    fileprivate func uploadMessage() async throws -> Fields {
        try await RequestReading.message(of: request, maximumBytes: resources.settings.maximumMessageBytes)
    }

    /// Where an upload in parts goes: the folder in the request's path, and the last name of the client's own file.
    fileprivate func uploadPath(_ message: Fields) throws -> ArtifactPath {
        let name = try message.requiredText("path").split { $0 == "/" || $0 == "\\" }.last ?? ""
        guard let file = ArtifactPath(String(name)), !file.isRoot else { throw ArtifactError.invalidPath }
        return try artifactPath().appending(file)
    }

    /// How the client has reached this server, up to its path.
    fileprivate var ownAddress: String {
        let scheme = HTTPField.Name("X-Forwarded-Proto").flatMap { request.headers[$0] } == "https" ? "https" : "http"
        return "\(scheme)://\(request.head.authority ?? "localhost")"
    }
}
