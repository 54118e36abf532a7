import NIOCore
import NIOPosix

/// The standard streams of a child as channels.
struct LinePipe: Sendable {
    /// What comes out of a child.
    enum Event: Sendable {
        /// A line of its standard output.
        case answer([UInt8])
        /// A line of its standard error.
        case note([UInt8])
        /// Its output cannot be read on.
        case broken(ModelError)
        /// Its standard output ended.
        case closed
    }

    let channel: any Channel
    /// Which start of the command this is.
    let generation: Int

    static func open(
        _ child: ChildProcess, _ generation: Int, maximumLine: Int, _ report: @escaping @Sendable (Event) -> Void
    ) async throws -> LinePipe {
        let bootstrap = NIOPipeBootstrap(group: HTTPConnections.shared.loop)
            .channelOption(.allowRemoteHalfClosure, value: false)
        let errors = bootstrap.channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(
                    LineReader(limit: maximumLine) { event in
                        if case .answer(let line) = event { report(.note(line)) }
                    })
            }
        }
        let answers = NIOPipeBootstrap(group: HTTPConnections.shared.loop).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(LineReader(limit: maximumLine, report))
            }
        }
        _ = try await errors.takingOwnershipOfDescriptor(input: child.errors).get()
        let channel = try await answers.takingOwnershipOfDescriptors(input: child.output, output: child.input).get()
        return LinePipe(channel: channel, generation: generation)
    }
}

/// Cuts what a channel reads into lines.
private final class LineReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var parser: LineParser
    private let report: @Sendable (LinePipe.Event) -> Void

    init(limit: Int, _ report: @escaping @Sendable (LinePipe.Event) -> Void) {
        parser = LineParser(limit: limit)
        self.report = report
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do {
            for line in try unwrapInboundIn(data).withUnsafeReadableBytes({ bytes in try parser.consume(bytes) }) { report(.answer(line)) }
        } catch {
            report(.broken(error as? ModelError ?? ModelError(.process, "the output of the command cannot be read: \(error)")))
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let line = parser.finish() { report(.answer(line)) }
        report(.closed)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
