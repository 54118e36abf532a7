import AsyncHTTPClient
import NIOCore
import NIOPosix

/// The process's HTTP client: one event loop, one pool, shared by every model.
struct HTTPConnections: Sendable {
    static let shared = HTTPConnections()

    let client: HTTPClient
    let loop: any EventLoop
    let watches: ExchangeWatches
    /// Runs tasks on the event loop's own thread.
    let executor: EventLoopExecutor

    private init() {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: .seconds(10)),
            connectionPool: HTTPClient.Configuration.ConnectionPool(
                // Shorter than the 60 s after which servers commonly close idle connections.
                idleTimeout: .seconds(55),
                // How many calls run at once is decided by ConcurrencyLimiter alone.
                concurrentHTTP1ConnectionsPerHostSoftLimit: 4096))
        // A refused connection is reported at once: waiting is the retry policy's business.
        configuration.connectionPool.retryConnectionEstablishment = false
        // Nobody collects spans, and describing every call for them would cost a twentieth of it.
        configuration.tracing.tracer = nil
        configuration.http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(TurnFlush(), position: .first)
            }
        }
        client = HTTPClient(eventLoopGroup: group, configuration: configuration)
        loop = group.next()
        watches = ExchangeWatches(loop: loop)
        executor = EventLoopExecutor(loop)
    }
}
