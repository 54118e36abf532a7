package import Logging
import NIOCore
import NIOPosix
import Synchronization
package import TouchstoneJSON

/// A command that is started once and answers JSON lines: one request per line on its standard input, one answer per line on its
/// standard output.
///
/// Each request carries a number under `id`. Answers may come in any order when they repeat it; an answer without `id` belongs to the
/// oldest request. Lines that are no JSON objects are logged, as is standard error. When the command dies, the requests in flight fail
/// with what it last said, and the next request starts it again, at most `restarts` times. When every request in flight was cancelled or
/// timed out, the command is ended.
package final class LineProcess: Sendable {
    let command: LineCommand
    private let restarts: Int
    private let maximumLine: Int
    private let logger: Logger
    private let state = Mutex(LineProcessState())

    /// A process that is started by its first request.
    package init(
        _ command: LineCommand, restarts: Int = 3, maximumLine: Int = 64 << 20, logger: Logger = Logger(label: "touchstone.process")
    ) {
        self.command = command
        self.restarts = max(0, restarts)
        self.maximumLine = maximumLine
        self.logger = logger
    }

    deinit { _ = state.withLock { $0.close() } }

    /// The answer to a request, without its `id`. Throws ``ModelError`` or `CancellationError`.
    package func exchange(_ request: JSONObject, timeout: Double = 600) async throws -> JSONObject {
        try Task.checkCancellation()
        let pipe = try await runningPipe()
        let number = state.withLock { $0.drawNumber() }
        let timer = pipe.channel.eventLoop.scheduleTask(in: .milliseconds(Int64(min(max(timeout, 0.001), 86_400) * 1000))) { [self] in
            abandon(number, ModelError(.timeout, "the command \"\(command.title)\" did not answer within \(timeout) s"))
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { place in send(request, number, pipe, place) }
        } onCancel: {
            abandon(number, CancellationError())
        }
    }

    /// Ends the command; requests in flight fail and later ones are refused.
    package func close() {
        fail(state.withLock { $0.close() }, ModelError(.process, "the command \"\(command.title)\" was ended"))
    }

    private func send(_ request: JSONObject, _ number: Int, _ pipe: LinePipe, _ place: LineProcessState.Place) {
        var line = request
        line["id"] = JSONValue(number)
        let bytes = JSONValue.object(line).encoded() + [0x0A]
        guard !Task.isCancelled else {
            state.withLock { $0.withdraw() }?.kill()
            place.resume(throwing: CancellationError())
            return
        }
        guard state.withLock({ $0.register(place, number, on: pipe.generation) }) else {
            place.resume(throwing: ModelError(.process, "the command \"\(command.title)\" has ended"))
            return
        }
        pipe.channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        if Task.isCancelled { abandon(number, CancellationError()) }
    }

    /// Gives up waiting for an answer; ends the command when nobody waits any more.
    private func abandon(_ number: Int, _ error: any Error) {
        let (place, idle) = state.withLock { $0.abandon(number) }
        place?.resume(throwing: error)
        idle?.kill()
    }

    private func fail(_ places: [LineProcessState.Place], _ error: ModelError) {
        for place in places { place.resume(throwing: error) }
    }
}

extension LineProcess {
    /// The running command, started when it is not. Whoever gets it registers with it or withdraws.
    private func runningPipe() async throws -> LinePipe {
        let future: EventLoopFuture<LinePipe>
        switch state.withLock({ $0.step(restarts: restarts) }) {
        case .refuse(let error): throw error
        case .use(let pipe): future = pipe
        case .start(let promise, let generation):
            await start(generation, promise)
            future = promise.futureResult
        }
        do {
            return try await future.get()
        } catch {
            state.withLock { $0.withdraw() }?.kill()
            throw error
        }
    }

    private func start(_ generation: Int, _ promise: EventLoopPromise<LinePipe>) async {
        do {
            let child = try ChildProcess(command)
            let pipe: LinePipe
            do {
                pipe = try await LinePipe.open(child, generation, maximumLine: maximumLine) { [weak self] event in
                    self?.receive(event, generation)
                }
            } catch {
                child.kill()
                child.whenEnded { _ in }
                throw error
            }
            state.withLock { $0.started(child, generation) }
            // A moment later, when what it wrote last has been read.
            child.whenEnded { [weak self] how in
                pipe.channel.eventLoop.scheduleTask(in: .milliseconds(50)) { [weak self] in self?.ended(how, generation) }
            }
            promise.succeed(pipe)
        } catch {
            let error = error as? ModelError ?? ModelError(.process, "the command \"\(command.title)\" cannot be reached: \(error)")
            state.withLock { $0.notStarted(generation, error) }
            promise.fail(error)
        }
    }

    private func receive(_ event: LinePipe.Event, _ generation: Int) {
        switch event {
        case .answer(let line): answer(line, generation)
        case .note(let line):
            let text = Redaction().apply(String(decoding: line, as: UTF8.self), limit: 2000)
            logger.info("\(text)", metadata: ["command": "\(command.title)"])
            state.withLock { $0.lastNote = text }
        case .broken(let error):
            logger.error("\(error)", metadata: ["command": "\(command.title)"])
            state.withLock { $0.child(generation) }?.kill()
        case .closed:
            // Without its output the command is of no use; how it ended is reported when it has.
            state.withLock { $0.child(generation) }?.kill()
        }
    }

    /// Reads NaN as well, which Python writes: a score that is none is the scorer's business.
    private static let parser = JSONParser(options: .init(allowsNonFinite: true))

    private func answer(_ line: [UInt8], _ generation: Int) {
        do {
            guard var object = try Self.parser.parse(line).objectValue else { throw ModelError.badAnswer("is no JSON object") }
            let number = object["id"]?.intValue
            object["id"] = nil
            state.withLock { $0.answered(number, generation) }?.resume(returning: object)
        } catch {
            if line.first == UInt8(ascii: "{") {
                let error = ModelError(.badResponse, "the command \"\(command.title)\" wrote a line that is not JSON: \(error)")
                state.withLock { $0.answered(nil, generation) }?.resume(throwing: error)
            } else {
                logger.debug(
                    "\(Redaction().apply(String(decoding: line, as: UTF8.self), limit: 2000))", metadata: ["command": "\(command.title)"])
            }
        }
    }

    private func ended(_ how: String, _ generation: Int) {
        let (places, note) = state.withLock { ($0.ended(generation), $0.lastNote) }
        let said = note.map { "; it last said: \($0.prefix(300))" } ?? ""
        let error = ModelError(.process, "the command \"\(command.title)\" gave no answer: \(how)\(said)")
        state.withLock { $0.lastFailure = error }
        fail(places, error)
    }
}
