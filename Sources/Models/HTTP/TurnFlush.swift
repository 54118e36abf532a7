import NIOCore

/// Sends what is written in one turn of the event loop together, so that the head and the body of a request cost one system call and
/// wake the server once.
///
/// The client asks for each of them to be sent at once. They are held back until the loop has done what else there is to do, never for
/// a time.
final class TurnFlush: ChannelOutboundHandler {
    typealias OutboundIn = NIOAny

    private var isDue = false

    func flush(context: ChannelHandlerContext) {
        guard !isDue else { return }
        isDue = true
        context.eventLoop.assumeIsolated().execute { self.flushNow(context) }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        flushNow(context)
        context.close(mode: mode, promise: promise)
    }

    private func flushNow(_ context: ChannelHandlerContext) {
        guard isDue else { return }
        isDue = false
        context.flush()
    }
}
