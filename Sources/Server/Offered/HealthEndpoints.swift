import HTTPTypes
import TouchstoneJSON

/// Whether the server is there, and what it stands in for.
enum HealthEndpoints {
    static let all = [
        Endpoint("health", .get, "health", in: .root, access: .open) { _ in .response(Reply.text("OK")) },
        Endpoint("version", .get, "version", in: .root, access: .open) { call in
            .response(Reply.text(call.resources.settings.emulatedVersion))
        },
        Endpoint("getServerInfo", .get, "server-info", in: .version3, access: .open) { _ in
            .json([
                "store_type": "SqlStore", "workspaces_enabled": false, "trace_archival_enabled": false,
                "multipart_uploads_enabled": false, "multipart_downloads_enabled": false, "presigned_upload_run_id_supported": false,
                "presigned_upload_model_id_supported": false, "features_enabled": ["gateway": false],
            ])
        },
    ]
}
