import NIOCore
import NIOHTTP1

/// Closes connections of clients that hold them without using them: that send a request byte by byte, or do not take their answer.
final class SlowClientHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// How long a client may take.
    struct Limits: Sendable, Hashable {
        /// From the connection, or the end of an answer, to the whole head of the next request.
        var head: TimeAmount = .seconds(75)
        /// From one piece of a body to the next.
        var body: TimeAmount = .seconds(60)
        /// To take some of an answer while more of it waits.
        var answer: TimeAmount = .seconds(60)
    }

    private let limits: Limits
    /// When the client must have gone on; nil while nothing is expected of it.
    private var deadline: NIODeadline?
    /// The next look at the deadline. It is not put off with every deadline, so that a request costs no timer.
    private var look: Scheduled<Void>?
    private var writeDeadline: Scheduled<Void>?

    init(limits: Limits) { self.limits = limits }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { wait(limits.head, context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func channelActive(context: ChannelHandlerContext) {
        wait(limits.head, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head, .body: wait(limits.body, context)
        case .end: deadline = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { wait(limits.head, context) }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writeDeadline?.cancel()
        if !context.channel.isWritable { writeDeadline = closing(after: limits.answer, context) }
        context.fireChannelWritabilityChanged()
    }

    private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        let deadline = NIODeadline.now() + time
        self.deadline = deadline
        if look == nil { lookAgain(at: deadline, context) }
    }

    private func lookAgain(at time: NIODeadline, _ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        look = context.eventLoop.scheduleTask(deadline: time) { bound.value.handler.closeWhenLate(bound.value.context) }
    }

    private func closeWhenLate(_ context: ChannelHandlerContext) {
        look = nil
        guard let deadline else { return }
        if deadline <= .now() { context.close(promise: nil) } else { lookAgain(at: deadline, context) }
    }

    private func closing(after time: TimeAmount, _ context: ChannelHandlerContext) -> Scheduled<Void> {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    private func stop() {
        deadline = nil
        look?.cancel()
        writeDeadline?.cancel()
    }
}
