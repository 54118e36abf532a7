import HTTPTypes
import Hummingbird
import NIOCore
import TouchstoneJSON
import Tracking

/// Traces with all their spans, which may come a little after the trace itself.
enum WholeTrace {
    private static let pause = Duration.milliseconds(100)
    private static let mostPauses = 30

    /// A trace with its spans; where some are missing and none may be, waits for them for a few seconds.
    static func trace(_ id: String, allowsPartial: Bool, _ store: TrackingStore) async throws -> FullTrace {
        for attempt in 0...mostPauses {
            guard let trace = try await store.fullTrace(id) else { throw MLflowError.missing("Trace with ID \(id) is not found.") }
            if allowsPartial || isWhole(trace) { return trace }
            if attempt < mostPauses { try await Task.sleep(for: pause) }
        }
        throw MLflowError.missing("Trace with ID \(id) is not fully exported yet, please try again later.")
    }

    /// Whether as many spans are there as the client has announced, or at least one where it has announced none.
    private static func isWhole(_ full: FullTrace) -> Bool {
        let statistics = full.trace.metadata(TraceKey.sizeStatistics).flatMap { try? JSONValue(parsing: $0) }
        return full.spans.count >= max(1, statistics?["num_spans"]?.intValue ?? 1)
    }
}

/// A trace's spans as a file, which web pages load, and its attachments.
enum TraceFile {
    private static let attachments = "attachments/"
    /// What clients call the file when they upload the spans themselves.
    private static let uploaded = "traces.json"

    static func reply(_ id: String, path: String?, _ call: Call) async throws -> Reply {
        if let path, !path.isEmpty {
            guard let name = ArtifactPath(path), let attachment = ArtifactPath(attachments + path), !name.isRoot else {
                throw ArtifactError.invalidPath
            }
            return try await call.download(attachment, from: try await call.store.artifactFolder(ofTrace: id))
        }
        guard let full = try await call.store.fullTrace(id) else { throw MLflowError.missing("Trace with ID '\(id)' not found.") }
        if full.spans.isEmpty, let file = ArtifactPath(uploaded) {
            return try await call.download(file, from: try await call.store.artifactFolder(ofTrace: id))
        }
        let file: JSONValue = ["spans": .array(full.spans.map { SpanJSON.fileObject($0, of: id) })]
        return .response(
            Response(
                status: .ok,
                headers: [.contentType: "application/octet-stream", .contentDisposition: "attachment; filename=traces.json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.encoded()))))
    }
}
