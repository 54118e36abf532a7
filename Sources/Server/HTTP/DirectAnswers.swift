import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import Models
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1
import Tracking

/// Answers requests with a small body or none on the spot; those with a larger body, or one of unknown size, go on to what streams them.
///
/// A small request costs one task then, where a stream of its parts costs several and four times the time. The answers of a connection
/// leave in the order of its requests: what a client sends ahead waits here until the request before it is answered.
final class DirectAnswers: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Answers a request of the connection.
    typealias Responder = @Sendable (Request, ServerContext) async -> Response

    /// The largest body that is gathered before a request is answered.
    static let maximumBody = 256 << 10

    private enum State {
        /// The next part is the head of a request.
        case idle
        /// A small request is being read.
        case gathering(HTTPRequestHead)
        /// A small request is being answered.
        case answering
        /// A request goes on to what streams it; whether it has ended, and whether its answer has.
        case passing(requestEnded: Bool, answerEnded: Bool)
    }

    private let responder: Responder
    private let logger: Logger
    private var state = State.idle
    /// What has come of the body of the request that is being read; here alone, so that more is added in place.
    private var body = ByteBuffer()
    /// What has arrived while a request is being answered.
    private var held = CircularBuffer<Arrival>()
    private var readIsHeld = false
    /// Whether the server stops, so that the connection is to end once nothing is left to answer here.
    private var quiesces = false
    private var connection: (executor: EventLoopExecutor, context: ServerContext)?
    private var date = HTTPDate()

    private enum Arrival {
        case part(HTTPServerRequestPart)
        case event(Any)
        case error(any Error)
    }

    init(_ responder: @escaping Responder, logger: Logger) {
        self.responder = responder
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { arrived(.part(unwrapInboundIn(data)), context) }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            quiesces = true
            quiesceWhenIdle(context)
        } else {
            arrived(.event(event), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { arrived(.error(error), context) }

    /// A request that is being answered is answered to its end: its endpoint may be between two changes that belong together.
    func channelInactive(context: ChannelHandlerContext) {
        held.removeAll()
        context.fireChannelInactive()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if case .passing = state { context.fireChannelReadComplete() }
    }

    /// Nothing more is read while something that was sent ahead waits, so that what waits is never more than was read at once.
    func read(context: ChannelHandlerContext) {
        if held.isEmpty { context.read() } else { readIsHeld = true }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        context.write(data, promise: promise)
        guard case .end = unwrapOutboundIn(data), case .passing(let requestEnded, _) = state else { return }
        state = requestEnded ? .idle : .passing(requestEnded: false, answerEnded: true)
        if requestEnded { goOn(context) }
    }

    private func arrived(_ arrival: Arrival, _ context: ChannelHandlerContext) {
        if held.isEmpty, takes(arrival) { take(arrival, context) } else { held.append(arrival) }
    }

    /// Whether an arrival need not wait.
    private func takes(_ arrival: Arrival) -> Bool {
        switch (state, arrival) {
        case (.answering, _), (.passing(requestEnded: true, _), .part): false
        default: true
        }
    }

    private func take(_ arrival: Arrival, _ context: ChannelHandlerContext) {
        switch arrival {
        case .part(let part): take(part, context)
        case .event(let event): context.fireUserInboundEventTriggered(event)
        case .error(let error):
            passOn(context)
            context.fireErrorCaught(error)
        }
    }

    /// Hands what was gathered of a request on to what streams it, for the request will not become whole.
    private func passOn(_ context: ChannelHandlerContext) {
        guard case .gathering(let head) = state else { return }
        let body = takeBody()
        state = .passing(requestEnded: false, answerEnded: false)
        context.fireChannelRead(wrapInboundOut(.head(head)))
        if body.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(.body(body))) }
        context.fireChannelReadComplete()
        quiesceWhenIdle(context)
    }

    private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch (state, part) {
        case (.idle, .head(let head)):
            if Self.isDirect(head) {
                state = .gathering(head)
            } else {
                state = .passing(requestEnded: false, answerEnded: false)
                context.fireChannelRead(wrapInboundOut(part))
            }
        case (.gathering, .body(var more)):
            if body.readableBytes == 0 { body = more } else { body.writeBuffer(&more) }
        case (.gathering(let head), .end):
            answer(head, takeBody(), context)
        case (.passing(_, let answerEnded), .end):
            state = answerEnded ? .idle : .passing(requestEnded: true, answerEnded: false)
            context.fireChannelRead(wrapInboundOut(part))
        default:
            context.fireChannelRead(wrapInboundOut(part))
        }
    }

    private func takeBody() -> ByteBuffer {
        defer { body = ByteBuffer() }
        return body
    }

    /// Whether a request is answered on the spot, as against being streamed.
    private static func isDirect(_ head: HTTPRequestHead) -> Bool {
        if head.headers.contains(name: "transfer-encoding") || head.headers.contains(name: "expect") { return false }
        guard let length = head.headers.first(name: "content-length") else { return true }
        return Int(length).map { (0...maximumBody).contains($0) } ?? false
    }

    private func answer(_ head: HTTPRequestHead, _ body: ByteBuffer, _ context: ChannelHandlerContext) {
        let message: HTTPRequest
        do {
            message = try HTTPRequest(head, secure: false, splitCookie: false)
        } catch {
            state = .idle
            return context.fireErrorCaught(error)
        }
        state = .answering
        let connection = connection(context)
        let writer = DirectResponseWriter(.init(context: context) { [self] in answered(context) }, keepsAlive: head.isKeepAlive)
        let request = Request(head: message, body: RequestBody(buffer: body))
        date.advance(to: .now)
        Task(executorPreference: connection.executor) { [responder, date = date.text] in
            var response = await responder(request, connection.context)
            response.headers[.date] = date
            response.headers[.server] = TouchstoneServer.name
            await writer.write(response)
        }
    }

    private func connection(_ context: ChannelHandlerContext) -> (executor: EventLoopExecutor, context: ServerContext) {
        if let connection { return connection }
        let made = (
            EventLoopExecutor(context.eventLoop),
            ServerContext(source: ApplicationRequestContextSource(channel: context.channel, logger: logger))
        )
        connection = made
        return made
    }

    private func answered(_ context: ChannelHandlerContext) {
        state = .idle
        goOn(context)
    }

    /// Takes what has waited, as far as it need not wait any longer.
    private func goOn(_ context: ChannelHandlerContext) {
        while let next = held.first, takes(next) {
            held.removeFirst()
            take(next, context)
        }
        if case .passing = state { context.fireChannelReadComplete() }
        if held.isEmpty, readIsHeld {
            readIsHeld = false
            context.read()
        }
        quiesceWhenIdle(context)
    }

    private func quiesceWhenIdle(_ context: ChannelHandlerContext) {
        guard quiesces else { return }
        switch state {
        case .idle where held.isEmpty, .passing:
            quiesces = false
            context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        default: break
        }
    }
}
