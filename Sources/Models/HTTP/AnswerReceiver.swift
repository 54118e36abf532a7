import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Takes in one answer on the event loop, as it comes: hands on the bytes of a success, keeps what a failure says.
final class AnswerReceiver: HTTPClientResponseDelegate {
    private struct State {
        /// The head of an answer that is a failure.
        var failed: HTTPResponseHead?
        var failureBody: [UInt8] = []
        var received = 0
        var isComplete = false
    }

    /// Most bytes of a failure that are read.
    private static let maximumFailureBytes = 65_536

    private let endpoint: Endpoint
    private let watch: ExchangeWatch
    private let maximumBytes: Int
    private let consume: @Sendable (UnsafeRawBufferPointer) throws -> Bool
    private let state = Mutex(State())

    init(
        _ endpoint: Endpoint, _ watch: ExchangeWatch, maximumBytes: Int,
        _ consume: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Bool
    ) {
        self.endpoint = endpoint
        self.watch = watch
        self.maximumBytes = maximumBytes
        self.consume = consume
    }

    /// Whether the answer is complete although the stream may go on.
    var isComplete: Bool { state.withLock(\.isComplete) }

    /// What the provider reported instead of an answer; nil when it did not.
    var failure: ModelError? {
        let (head, body) = state.withLock { ($0.failed, $0.failureBody) }
        guard let head else { return nil }
        let wait = RetryAfter.seconds(
            milliseconds: head.headers.first(name: "retry-after-ms"), value: head.headers.first(name: "retry-after"),
            now: Date().timeIntervalSince1970)
        return endpoint.error(HTTPFailure(status: Int(head.status.code), body: body, retryAfter: wait))
    }

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        watch.touch()
        if !(200...299).contains(head.status.code) { state.withLock { $0.failed = head } }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        do {
            try take(buffer)
            return task.eventLoop.makeSucceededVoidFuture()
        } catch {
            return task.eventLoop.makeFailedFuture(error)
        }
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) throws {
        if let failure { throw failure }
    }

    private func take(_ buffer: ByteBuffer) throws {
        guard try !takeFailure(buffer) else { return watch.touch() }
        let received = state.withLock { state in
            state.received += buffer.readableBytes
            return state.received
        }
        guard received <= maximumBytes else {
            throw ModelError(.badResponse, "\(endpoint.provider) sent more than \(maximumBytes) bytes for one answer")
        }
        let ends = try buffer.withUnsafeReadableBytes(consume)
        let isComplete = state.withLock { state in
            state.isComplete = state.isComplete || ends
            return state.isComplete
        }
        if isComplete { watch.expectEnd() } else { watch.touch() }
    }

    /// Keeps a part of a failure; false when the answer is none. Throws it when it is long enough.
    private func takeFailure(_ buffer: ByteBuffer) throws -> Bool {
        let length: Int? = state.withLock { state in
            guard state.failed != nil else { return nil }
            state.failureBody.append(contentsOf: buffer.readableBytesView)
            return state.failureBody.count
        }
        guard let length else { return false }
        if length > Self.maximumFailureBytes, let failure { throw failure }
        return true
    }
}
