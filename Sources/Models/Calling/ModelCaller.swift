import Synchronization

/// Calls one model: journal, retries, limits, budget and counters around ``Model/respond(to:)``.
///
/// An answer counts, that is, is returned, only after the journal has recorded it; equal calls at the same time are made once. A refused
/// key ends every further call at once with the same error. Answers of free models (`given`, `extractive`, `echo`) are not journalled.
public final class ModelCaller: Sendable {
    /// The model that is called.
    public let model: any Model
    /// How many calls run at once.
    public let limiter: ConcurrencyLimiter

    private let journal: any ResponseJournal
    private let retry: RetryPolicy
    private let price: PriceTable.Price?
    private let costsNothing: Bool
    private let budget: CostBudget?
    private let timing: CallTiming
    private let flights = SingleFlight<ContentKey, ModelCall>()
    private let state = Mutex(State())

    private struct State {
        var counters = CallCounters()
        var refusal: ModelError?
        var priced = 0
        var meanCost: Double? { priced > 0 ? counters.cost / Double(priced) : nil }
    }

    /// A caller. Throws ``ModelError`` when there is a budget but no price for the model, since it could not be kept.
    public init(
        _ model: any Model, journal: any ResponseJournal = MemoryJournal(), retry: RetryPolicy = RetryPolicy(),
        limiter: ConcurrencyLimiter = ConcurrencyLimiter(AdaptiveConcurrency(ceiling: 64)), prices: PriceTable = PriceTable(),
        budget: CostBudget? = nil, timing: CallTiming = .real
    ) throws(ModelError) {
        self.model = model
        self.journal = journal
        self.retry = retry
        self.limiter = limiter
        self.timing = timing
        price = prices.price(of: model.identity)
        costsNothing = model.identity.isFree || (model.identity.isFreeUnlessPriced && price == nil)
        self.budget = costsNothing ? nil : budget
        if self.budget != nil, price == nil {
            throw ModelError(
                .invalidRequest, "a cost limit needs the price of \"\(model.identity.title)\": add it to the price table")
        }
    }

    /// What calls have come to so far.
    public var counters: CallCounters { state.withLock(\.counters) }

    /// The answer to a request. Throws ``ModelError``, `CancellationError`, or what the journal throws.
    nonisolated(nonsending) public func call(_ request: ModelRequest) async throws -> ModelCall { try await call(question(request)) }

    /// A request under its key, for ``expect(_:)`` and ``call(_:)-(ModelQuestion)``.
    public func question(_ request: ModelRequest) -> ModelQuestion {
        ModelQuestion(request: request, key: ContentKey(model.identity, request))
    }

    /// Looks all at once whether these questions, which will be called in a moment, were answered before. Only saves time.
    public func expect(_ questions: [ModelQuestion]) async throws {
        if !model.identity.isFree { try await journal.expect(questions.map(\.key)) }
    }

    /// The answer to a question. Throws as ``call(_:)-(ModelRequest)`` does.
    nonisolated(nonsending) public func call(_ question: ModelQuestion) async throws -> ModelCall {
        if model.identity.isFree { return try await make(question.request, question.key) }
        return try await withTaskExecutorPreference(model.executor) { try await sharedCall(question) }
    }

    nonisolated(nonsending) private func sharedCall(_ question: ModelQuestion) async throws -> ModelCall {
        let (call, led) = try await flights.run(question.key) { try await answer(question.request, question.key) }
        if led { return call }
        count(cached: call.response)
        var shared = call
        shared.wasCached = true
        shared.attempts = 0
        return shared
    }

    nonisolated(nonsending) private func answer(_ request: ModelRequest, _ key: ContentKey) async throws -> ModelCall {
        if let kept = try await journal.response(for: key) {
            count(cached: kept)
            return ModelCall(response: kept, wasCached: true, price: cost(of: kept), attempts: 0, key: key)
        }
        guard let budget else { return try await make(request, key) }
        let estimate = estimatedCost(request)
        try await budget.reserve(estimate)
        return try await make(request, key, reserved: estimate)
    }
}

extension ModelCaller {
    /// Makes the call and records its answer.
    nonisolated(nonsending) private func make(_ request: ModelRequest, _ key: ContentKey, reserved: Double = 0) async throws -> ModelCall {
        let (response, attempts) = try await paidResponse(request, reserved: reserved)
        if !model.identity.isFree { try await journal.record(response, for: key, mayWait: limiter.running > 0) }
        return ModelCall(response: response, wasCached: false, price: cost(of: response), attempts: attempts, key: key)
    }

    /// Makes the call and accounts for it.
    nonisolated(nonsending) private func paidResponse(_ request: ModelRequest, reserved: Double) async throws -> (
        ModelResponse, attempts: Int
    ) {
        do {
            if let refusal = state.withLock(\.refusal) { throw refusal }
            state.withLock { $0.counters.made += 1 }
            let (response, attempts) = try await attempts(request)
            let price = cost(of: response)
            count(paid: response, price)
            budget?.settle(reserved, actual: price ?? reserved)
            return (response, attempts)
        } catch {
            budget?.settle(reserved, actual: 0)
            if !(error is CancellationError) { state.withLock { $0.counters.failed += 1 } }
            throw error
        }
    }

    /// Attempts until an answer, an error that will not go away, or the end of patience.
    nonisolated(nonsending) private func attempts(_ request: ModelRequest) async throws -> (ModelResponse, attempts: Int) {
        let start = timing.now()
        var attempt = 1
        while true {
            do {
                return (try await attemptOnce(request, elapsed: timing.now() - start), attempt)
            } catch let error as ModelError {
                guard let wait = retry.wait(after: attempt, error, elapsed: timing.now() - start, random: timing.random()) else {
                    throw Self.final(error, attempts: attempt)
                }
                state.withLock { $0.counters.retried += 1 }
                try await timing.sleep(wait)
                attempt += 1
            } catch is ConcurrencyLimiter.Closed {
                if attempt == 1 { state.withLock { $0.counters.made -= 1 } }
                throw CancellationError()
            }
        }
    }

    nonisolated(nonsending) private func attemptOnce(_ request: ModelRequest, elapsed: Double) async throws -> ModelResponse {
        try await limiter.acquire()
        var outcome = ConcurrencyLimiter.Outcome.other
        defer { limiter.release(outcome, at: timing.now()) }
        try Task.checkCancellation()
        if let refusal = state.withLock(\.refusal) { throw refusal }
        var request = request
        request.timeAllowed = max(0.001, retry.budget - elapsed)
        do {
            let response = try await model.respond(to: request)
            outcome = .succeeded
            return response
        } catch let error as ModelError {
            if error.isFatal { state.withLock { $0.refusal = error } }
            if error.kind == .rateLimited || (error.kind == .server && error.retryAfter != nil) { outcome = .throttled }
            throw error
        }
    }

    private static func final(_ error: ModelError, attempts: Int) -> ModelError {
        var error = error
        error.attempts = attempts
        if attempts > 1 { error.message += " (after \(attempts) attempts)" }
        return error
    }
}

extension ModelCaller {
    private func cost(of response: ModelResponse) -> Double? {
        if costsNothing { return 0 }
        guard let price, let usage = response.usage else { return nil }
        return price.cost(usage)
    }

    private func count(cached response: ModelResponse) {
        let cost = cost(of: response) ?? 0
        state.withLock { state in
            state.counters.cached += 1
            state.counters.savedCost += cost
        }
    }

    private func count(paid response: ModelResponse, _ cost: Double?) {
        state.withLock { state in
            state.counters.inputTokens += response.usage?.inputTokens ?? 0
            state.counters.outputTokens += response.usage?.outputTokens ?? 0
            state.counters.cost += cost ?? 0
            if cost == nil { state.counters.unpriced += 1 } else { state.priced += 1 }
        }
    }

    /// What a call will probably cost: as much as calls did so far, at first a guess of four bytes a token.
    private func estimatedCost(_ request: ModelRequest) -> Double {
        if let mean = state.withLock(\.meanCost) { return mean }
        let bytes = request.messages.reduce(0) { $0 + $1.text.utf8.count + 32 }
        let usage = ModelUsage(inputTokens: bytes / 4, outputTokens: min(request.parameters.maxTokens ?? 256, 1024))
        return price?.cost(usage) ?? 0
    }
}
