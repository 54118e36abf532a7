import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A local HTTP server that records requests and answers as a test says, faults included.
package final class FaultServer: Sendable {
    package struct Request: Sendable {
        package var path: String
        package var method: String
        package var headers: [(String, String)]
        package var body: String

        package func header(_ name: String) -> String? { headers.first { $0.0.lowercased() == name }?.1 }
    }

    package indirect enum Reply: Sendable {
        /// A whole answer.
        case answer(Int, String, headers: [(String, String)] = [])
        /// A chunked answer, with a pause before each piece.
        case stream([String], pauseMilliseconds: Int64 = 0)
        /// The pieces, then a broken connection.
        case drop(after: [String])
        /// The pieces, then silence.
        case hang(after: [String])
        /// Any of these after a while.
        case late(milliseconds: Int64, Reply)
        /// Any of these as soon as something holds.
        case when(@Sendable () -> Bool, Reply)
    }

    private let answer: @Sendable (Request) -> Reply
    private let received = Mutex<[Request]>([])
    private let channel: Mutex<(any Channel)?> = Mutex(nil)

    private init(_ answer: @escaping @Sendable (Request) -> Reply) { self.answer = answer }

    /// Runs a server that plays a list of replies, the last one for ever, while the body runs.
    package static func run<R>(_ replies: Reply..., body: (FaultServer) async throws -> R) async throws -> R {
        let rest = Mutex(replies)
        return try await run(answering: { _ in rest.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }, body: body)
    }

    /// Runs a server that decides each reply by its request, while the body runs.
    package static func run<R>(
        answering answer: @escaping @Sendable (Request) -> Reply, body: (FaultServer) async throws -> R
    ) async throws -> R {
        let server = FaultServer(answer)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: false)
                    try channel.pipeline.syncOperations.addHandler(Handler(server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        server.channel.withLock { $0 = channel }
        do {
            let result = try await body(server)
            try await channel.close().get()
            return result
        } catch {
            try? await channel.close().get()
            throw error
        }
    }

    package var port: Int { channel.withLock { $0?.localAddress?.port } ?? 0 }
    package var base: String { "http://127.0.0.1:\(port)" }
    package var requests: [Request] { received.withLock(\.self) }

    fileprivate func reply(to request: Request) -> Reply {
        received.withLock { $0.append(request) }
        return answer(request)
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let server: FaultServer
        private var head: HTTPRequestHead?
        private var body: [UInt8] = []

        init(_ server: FaultServer) { self.server = server }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): self.head = head
            case .body(let buffer): body += Array(buffer.readableBytesView)
            case .end:
                guard let head else { return }
                let request = Request(
                    path: head.uri, method: head.method.rawValue, headers: head.headers.map { ($0.name, $0.value) },
                    body: String(decoding: body, as: UTF8.self))
                body = []
                play(server.reply(to: request), context)
            }
        }

        private func play(_ reply: Reply, _ context: ChannelHandlerContext) {
            switch reply {
            case .answer(let status, let body, let headers):
                var all = HTTPHeaders([("content-length", "\(body.utf8.count)"), ("content-type", "application/json")])
                all.add(contentsOf: headers)
                write(.head(HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: all)), context)
                write(.body(.byteBuffer(ByteBuffer(string: body))), context)
                write(.end(nil), context)
            case .stream(let pieces, let pause): stream(pieces, pause, context) { self.write(.end(nil), context) }
            case .drop(let pieces): stream(pieces, 0, context) { context.close(promise: nil) }
            case .hang(let pieces): stream(pieces, 0, context) {}
            case .late(let milliseconds, let reply):
                context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(milliseconds)) { self.play(reply, context) }
            case .when(let holds, let reply): play(holds() ? reply : .late(milliseconds: 2, .when(holds, reply)), context)
            }
        }

        private func stream(_ pieces: [String], _ pause: Int64, _ context: ChannelHandlerContext, _ then: @escaping () -> Void) {
            if !pieces.isEmpty {
                let headers = HTTPHeaders([("content-type", "text/event-stream"), ("transfer-encoding", "chunked")])
                write(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)), context)
            }
            var work = pieces[...]
            func next() {
                guard let piece = work.popFirst() else { return then() }
                write(.body(.byteBuffer(ByteBuffer(string: piece))), context)
                context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(pause), next)
            }
            context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(pause), next)
        }

        private func write(_ part: HTTPServerResponsePart, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(part), promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
