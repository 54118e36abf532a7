import HummingbirdCore
import Logging
import Models
import NIOCore

/// HTTP/1 connections, each answered on the thread that reads it: a request that waits for nothing but the store changes threads twice,
/// to the store's and back.
///
/// What computes for long must leave the thread, which serves other connections too, as pages do.
struct ConnectionChannel: ServerChildChannel {
    private let http: HTTP1Channel

    init(_ responder: @escaping HTTPChannelHandler.Responder, _ configuration: HTTP1Channel.Configuration) {
        http = HTTP1Channel(responder: responder, configuration: configuration)
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        http.setup(channel: channel, logger: logger)
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await withTaskExecutorPreference(EventLoopExecutor(value.channel.eventLoop)) { await http.handle(value: value, logger: logger) }
    }
}
