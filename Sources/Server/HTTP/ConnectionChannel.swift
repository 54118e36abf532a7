import HummingbirdCore
import Logging
import Models
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// HTTP/1 connections, each answered on the thread that reads it: a request that waits for nothing but the store changes threads twice,
/// to the store's and back.
///
/// What computes for long must leave the thread, which serves other connections too, as pages do.
struct ConnectionChannel: ServerChildChannel {
    private let direct: DirectAnswers.Responder
    private let streamed: HTTP1Channel

    /// Connections whose small requests are answered by the one and whose large ones by the other.
    init(direct: @escaping DirectAnswers.Responder, streamed: @escaping HTTPChannelHandler.Responder) {
        self.direct = direct
        self.streamed = HTTP1Channel(responder: streamed)
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: Self.limits)
            try pipeline.addHandler(SlowClientHandler(limits: .init()))
            try pipeline.addHandler(DirectAnswers(direct, logger: logger))
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandler(HTTPConnectionStateHandler(logger: logger))
            return try NIOAsyncChannel(wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    private static var limits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 64 << 10
        limits.maxHeaderListSize = 128 << 10
        limits.maxHeaderFieldCount = 200
        return limits
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await withTaskExecutorPreference(EventLoopExecutor(value.channel.eventLoop)) { await streamed.handle(value: value, logger: logger) }
    }
}
