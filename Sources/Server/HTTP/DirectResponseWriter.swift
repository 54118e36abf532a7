import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Writes the answer to one request onto its connection: a body of one piece together with its head, one of many pieces as fast as the
/// client takes them.
struct DirectResponseWriter: Sendable {
    /// What only the connection's own thread may touch.
    struct Connection {
        let context: ChannelHandlerContext
        /// Called when the answer has been sent, or the connection has ended.
        let whenSent: () -> Void
    }

    private let loop: any EventLoop
    private let connection: NIOLoopBound<Connection>
    private let keepsAlive: Bool

    init(_ connection: Connection, keepsAlive: Bool) {
        loop = connection.context.eventLoop
        self.connection = NIOLoopBound(connection, eventLoop: loop)
        self.keepsAlive = keepsAlive
    }

    /// Writes a whole answer. One whose body fails midway ends the connection, so that the client notices.
    func write(_ response: Response) async {
        await onLoop { $0.context.write(Self.part(.head(HTTPResponseHead(response.head))), promise: nil) }
        do {
            try await response.body.write(BodyWriter(answer: self, remainingByteCount: response.body.contentLength))
        } catch {
            await onLoop { $0.context.close(promise: nil) }
        }
    }

    private struct BodyWriter: ResponseBodyWriter {
        let answer: DirectResponseWriter
        /// Bytes to come; nil when that is not known.
        var remainingByteCount: Int?

        mutating func write(_ buffer: ByteBuffer) async throws {
            remainingByteCount? -= buffer.readableBytes
            let part = HTTPServerResponsePart.body(.byteBuffer(buffer))
            if remainingByteCount == 0 {
                await answer.onLoop { $0.context.write(DirectResponseWriter.part(part), promise: nil) }
            } else {
                try await answer.onLoop { connection in
                    let sent = connection.context.eventLoop.makePromise(of: Void.self)
                    connection.context.writeAndFlush(DirectResponseWriter.part(part), promise: sent)
                    return sent.futureResult
                }.get()
            }
        }

        consuming func finish(_ trailers: HTTPFields?) async throws {
            let trailers = trailers.map { HTTPHeaders($0) }
            await answer.onLoop { [keepsAlive = answer.keepsAlive] connection in
                let context = connection.context
                let sent = context.eventLoop.makePromise(of: Void.self)
                sent.futureResult.assumeIsolated().whenComplete { _ in
                    connection.whenSent()
                    if !keepsAlive { context.close(promise: nil) }
                }
                context.writeAndFlush(DirectResponseWriter.part(.end(trailers)), promise: sent)
            }
        }
    }

    private static func part(_ part: HTTPServerResponsePart) -> NIOAny { NIOAny(part) }

    /// Runs a body on the connection's thread, where an answer is nearly always written already.
    private func onLoop<T: Sendable>(_ body: @escaping @Sendable (Connection) -> T) async -> T {
        if loop.inEventLoop { return body(connection.value) }
        return await withCheckedContinuation { continuation in
            loop.execute { continuation.resume(returning: body(connection.value)) }
        }
    }
}
