import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One request and its answer under time and size limits, with every failure as a ``ModelError``.
struct HTTPExchange: Sendable {
    let endpoint: Endpoint
    let timeouts: ModelTimeouts
    /// Most bytes of an answer.
    let maximumBytes: Int

    /// Sends the request and hands the bytes of a successful answer to `consume` as they come; `consume` says when the answer is complete
    /// although the stream may go on.
    func perform(
        _ request: HTTPClientRequest, allowed: Double?, _ consume: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Bool
    ) async throws {
        let watch = ExchangeWatch(idle: timeouts.idle, total: min(timeouts.total, allowed ?? .infinity))
        let task = Task(executorPreference: HTTPConnections.shared.executor) { try await run(request, watch, consume) }
        watch.onEnd { task.cancel() }
        HTTPConnections.shared.watches.add(watch)
        defer { HTTPConnections.shared.watches.remove(watch) }
        do {
            try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch {
            throw translated(error, watch)
        }
    }

    private func run(
        _ request: HTTPClientRequest, _ watch: ExchangeWatch, _ consume: @Sendable (UnsafeRawBufferPointer) throws -> Bool
    ) async throws {
        let response = try await HTTPConnections.shared.client.execute(request, deadline: .distantFuture)
        watch.touch()
        guard (200...299).contains(response.status.code) else { throw await failure(response, watch) }
        var received = 0
        var isComplete = false
        do {
            for try await buffer in response.body {
                received += buffer.readableBytes
                guard received <= maximumBytes else {
                    throw ModelError(.badResponse, "\(endpoint.provider) sent more than \(maximumBytes) bytes for one answer")
                }
                let ends = try buffer.withUnsafeReadableBytes(consume)
                isComplete = isComplete || ends
                if isComplete { watch.expectEnd() } else { watch.touch() }
            }
        } catch  where isComplete && !(error is ModelError) {
            // The answer was there; how the connection ended does not matter.
            return
        }
    }

    private func failure(_ response: HTTPClientResponse, _ watch: ExchangeWatch) async -> ModelError {
        var body: [UInt8] = []
        do {
            for try await buffer in response.body {
                watch.touch()
                body.append(contentsOf: buffer.readableBytesView)
                if body.count > 65_536 { break }
            }
        } catch {
            // The status alone says enough.
        }
        let wait = RetryAfter.seconds(
            milliseconds: response.headers.first(name: "retry-after-ms"), value: response.headers.first(name: "retry-after"),
            now: Date().timeIntervalSince1970)
        return endpoint.error(HTTPFailure(status: Int(response.status.code), body: body, retryAfter: wait))
    }

    private func translated(_ error: any Error, _ watch: ExchangeWatch) -> any Error {
        if error is ModelError { return error }
        switch watch.verdict {
        case .silent: return ModelError(.timeout, "\(endpoint.provider) at \(endpoint.origin) sent nothing for \(timeouts.idle) s")
        case .late: return ModelError(.timeout, "\(endpoint.provider) at \(endpoint.origin) did not finish its answer in time")
        case nil: break
        }
        if Task.isCancelled || error is CancellationError { return CancellationError() }
        return connectionError(error)
    }

    private func connectionError(_ error: any Error) -> ModelError {
        let place = "\(endpoint.provider) at \(endpoint.origin)"
        switch error as? HTTPClientError {
        case .invalidURL, .emptyHost, .emptyScheme: return ModelError(.invalidRequest, "the address of \(place) is not valid")
        case .connectTimeout: return ModelError(.timeout, "\(place) did not take the connection in time")
        case .remoteConnectionClosed: return ModelError(.connection, "\(place) closed the connection before its answer was complete")
        case let other?: return ModelError(.connection, "the exchange with \(place) failed: \(other.shortDescription)")
        case nil: return ModelError(.connection, "the exchange with \(place) failed: \(reason(error))")
        }
    }

    /// The operating system's word for an error, where there is one.
    private func reason(_ error: any Error) -> String {
        let failed = error as? NIOConnectionError
        if let failed, failed.connectionErrors.isEmpty { return "its name cannot be resolved" }
        let system = error as? IOError ?? failed?.connectionErrors.lazy.compactMap { $0.error as? IOError }.first
        if let system, let text = strerror(system.errnoCode) { return String(cString: text) }
        return endpoint.redaction.apply("\(error)", limit: 120)
    }
}

extension HTTPExchange {
    /// The whole body of a successful answer.
    func collect(_ request: HTTPClientRequest, allowed: Double?) async throws -> [UInt8] {
        let body = Mutex<[UInt8]>([])
        try await perform(request, allowed: allowed) { bytes in
            body.withLock { $0.append(contentsOf: bytes) }
            return false
        }
        return body.withLock { $0 }
    }
}
