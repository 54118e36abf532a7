import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One request and its answer under time and size limits, with every failure as a ``ModelError``.
struct HTTPExchange: Sendable {
    let endpoint: Endpoint
    let timeouts: ModelTimeouts
    /// Most bytes of an answer.
    let maximumBytes: Int

    /// Sends the request and hands the bytes of a successful answer to `consume` as they come; `consume` says when the answer is complete
    /// although the stream may go on.
    nonisolated(nonsending) func perform(
        _ request: HTTPClient.Request, allowed: Double?, _ consume: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Bool
    ) async throws {
        let connections = HTTPConnections.shared
        let watch = ExchangeWatch(idle: timeouts.idle, total: min(timeouts.total, allowed ?? .infinity))
        let receiver = AnswerReceiver(endpoint, watch, maximumBytes: maximumBytes, consume)
        let task = connections.client.execute(request: request, delegate: receiver, eventLoop: .delegate(on: connections.loop))
        watch.onEnd { task.cancel() }
        connections.watches.add(watch)
        defer { connections.watches.remove(watch) }
        do {
            try await withTaskCancellationHandler {
                try await task.get()
            } onCancel: {
                task.cancel()
            }
        } catch {
            if error is ModelError { throw error }
            // The status of a failure alone says enough, however the connection ended.
            if let failure = receiver.failure { throw failure }
            // When the answer was there, it does not matter either.
            if !receiver.isComplete { throw translated(error, watch) }
        }
    }

    private func translated(_ error: any Error, _ watch: ExchangeWatch) -> any Error {
        switch watch.verdict {
        case .silent: return ModelError(.timeout, "\(endpoint.provider) at \(endpoint.origin) sent nothing for \(timeouts.idle) s")
        case .late: return ModelError(.timeout, "\(endpoint.provider) at \(endpoint.origin) did not finish its answer in time")
        case nil: break
        }
        if Task.isCancelled || error is CancellationError { return CancellationError() }
        return connectionError(error)
    }

    /// A request to an address under this endpoint. Throws ``ModelError`` of kind `invalidRequest`.
    func request(_ url: String, _ method: HTTPMethod, _ headers: HTTPHeaders) throws(ModelError) -> HTTPClient.Request {
        do {
            return try HTTPClient.Request(url: url, method: method, headers: headers)
        } catch {
            throw ModelError(.invalidRequest, "the address of \(endpoint.provider) at \(endpoint.origin) is not valid")
        }
    }

    private func connectionError(_ error: any Error) -> ModelError {
        let place = "\(endpoint.provider) at \(endpoint.origin)"
        switch error as? HTTPClientError {
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
    nonisolated(nonsending) func collect(_ request: HTTPClient.Request, allowed: Double?) async throws -> [UInt8] {
        let body = Mutex<[UInt8]>([])
        try await perform(request, allowed: allowed) { bytes in
            body.withLock { $0.append(contentsOf: bytes) }
            return false
        }
        return body.withLock { $0 }
    }
}
