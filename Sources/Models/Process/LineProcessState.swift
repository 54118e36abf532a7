import NIOCore
import TouchstoneJSON

/// What a ``LineProcess`` knows: which child runs and who waits for which answer.
struct LineProcessState {
    typealias Place = CheckedContinuation<JSONObject, any Error>

    /// What a request should do.
    enum Step {
        case use(EventLoopFuture<LinePipe>)
        case start(EventLoopPromise<LinePipe>, generation: Int)
        case refuse(ModelError)
    }

    private var pipe: EventLoopFuture<LinePipe>?
    private var running: ChildProcess?
    private var generation = 0
    /// Children that ended without being asked to.
    private var deaths = 0
    private var wasEnded = false
    private var isClosed = false
    /// Requests that are on their way to the child: they have asked for it and are not registered yet.
    private var arriving = 0
    private var nextNumber = 1
    private var places: [Int: Place] = [:]
    /// Numbers of requests that were sent and not answered, oldest first; abandoned ones stay until their answer comes.
    private var order: [Int] = []
    var lastNote: String?
    var lastFailure: ModelError?

    mutating func step(restarts: Int) -> Step {
        if isClosed { return .refuse(ModelError(.process, "the command was ended")) }
        if let pipe {
            arriving += 1
            return .use(pipe)
        }
        if deaths > restarts {
            let last = lastFailure?.message ?? "it ended"
            return .refuse(ModelError(.invalidRequest, "the command failed \(deaths) times and is not started again: \(last)"))
        }
        generation += 1
        arriving += 1
        wasEnded = false
        lastNote = nil
        let promise = HTTPConnections.shared.loop.makePromise(of: LinePipe.self)
        pipe = promise.futureResult
        return .start(promise, generation: generation)
    }

    mutating func drawNumber() -> Int {
        defer { nextNumber += 1 }
        return nextNumber
    }

    mutating func started(_ child: ChildProcess, _ generation: Int) {
        guard generation == self.generation, !isClosed else { return child.kill() }
        running = child
    }

    mutating func notStarted(_ generation: Int, _ error: ModelError) {
        guard generation == self.generation else { return }
        pipe = nil
        deaths += 1
        lastFailure = error
    }

    /// The child of a generation, if it still runs.
    func child(_ generation: Int) -> ChildProcess? { generation == self.generation ? running : nil }

    /// Whether the request may be sent: the child it was meant for still runs.
    mutating func register(_ place: Place, _ number: Int, on generation: Int) -> Bool {
        arriving -= 1
        guard generation == self.generation, running != nil, !isClosed else { return false }
        places[number] = place
        order.append(number)
        return true
    }

    /// Who waits for an answer; without a number, for the oldest.
    mutating func answered(_ number: Int?, _ generation: Int) -> Place? {
        guard generation == self.generation, let number = number ?? order.first else { return nil }
        if let position = order.firstIndex(of: number) { order.remove(at: position) }
        return places.removeValue(forKey: number)
    }

    /// Who waited, and the child when nobody waits any more.
    mutating func abandon(_ number: Int) -> (Place?, ChildProcess?) {
        guard let place = places.removeValue(forKey: number) else { return (nil, nil) }
        return (place, endIfIdle())
    }

    /// A request that asked for the child does without it; the child when nobody waits any more.
    mutating func withdraw() -> ChildProcess? {
        arriving -= 1
        return endIfIdle()
    }

    /// Lets go of the child when nobody waits and nobody is on the way, so that the next request starts another.
    private mutating func endIfIdle() -> ChildProcess? {
        guard places.isEmpty, arriving == 0, let child = running else { return nil }
        wasEnded = true
        running = nil
        pipe = nil
        order = []
        return child
    }

    /// Everybody who waited for a child that has ended.
    mutating func ended(_ generation: Int) -> [Place] {
        guard generation == self.generation else { return [] }
        if !wasEnded { deaths += 1 }
        pipe = nil
        running = nil
        return takeAll()
    }

    mutating func close() -> [Place] {
        isClosed = true
        running?.kill()
        running = nil
        return takeAll()
    }

    private mutating func takeAll() -> [Place] {
        defer {
            places = [:]
            order = []
        }
        return Array(places.values)
    }
}
