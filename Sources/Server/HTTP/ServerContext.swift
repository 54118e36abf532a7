import Hummingbird
import Logging
import NIOCore

/// What the connection tells about a request.
struct ServerContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address that the request came from, without its port; nil where there is no connection.
    let remoteAddress: String?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }
}
