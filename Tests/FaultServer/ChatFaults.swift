import Synchronization
import TouchstoneJSON

/// A chat model as OpenAI serves it, with faults that depend on the seed, the prompt and how often it was asked, never on time.
///
/// It answers what stands between the last `[[` and `]]` of the prompt, else "ok".
package final class ChatFaults: Sendable {
    /// How it serves.
    package struct Options: Sendable {
        /// What the faults are drawn from.
        package var seed: UInt64 = 1
        /// Milliseconds before each answer.
        package var latency: Int64 = 0
        /// Share of requests that are answered with 429 and `Retry-After`.
        package var throttled = 0.0
        /// Share of requests that are answered with 500.
        package var failing = 0.0
        /// Share of requests that are never answered.
        package var hanging = 0.0
        /// Share of requests whose connection breaks.
        package var dropping = 0.0
        /// Answers given before all others are held back until ``ChatFaults/release()``; nil holds none back.
        package var heldAfter: Int?
        /// The key that requests must carry; nil takes any.
        package var key: String?

        /// No faults.
        package init() {}
    }

    /// Faults in a row after which a prompt is answered all the same.
    private static let patience = 3

    private struct State {
        var requests: [String: Int] = [:]
        var answers: [String: Int] = [:]
        var faultsInARow: [String: Int] = [:]
        var isReleased = false
    }

    private let options: Options
    private let state = Mutex(State())

    /// A model that serves as the options say.
    package init(_ options: Options = Options()) { self.options = options }

    /// How often each prompt was answered.
    package var answers: [String: Int] { state.withLock(\.answers) }

    /// How many requests were answered.
    package var answerCount: Int { answers.values.reduce(0, +) }

    /// How many requests came.
    package var requestCount: Int { state.withLock(\.requests).values.reduce(0, +) }

    /// Lets the answers go that were held back.
    package func release() { state.withLock { $0.isReleased = true } }

    /// The reply to a request.
    package func reply(to request: FaultServer.Request) -> FaultServer.Reply {
        if let key = options.key, request.header("authorization") != "Bearer \(key)" {
            return .answer(401, Self.error("Incorrect API key provided: \(request.header("authorization") ?? "")", "invalid_api_key"))
        }
        let messages = (try? JSONValue(parsing: request.body))?["messages"]?.arrayValue ?? []
        let prompt = messages.last?["content"]?.stringValue ?? ""
        // In one step: of two requests at once, the last that is not held would otherwise find the other counted already.
        let (fault, count) = state.withLock { (self.fault(for: prompt, &$0), $0.answers.values.reduce(0, +)) }
        if let fault { return .late(milliseconds: options.latency, fault) }
        let answer = FaultServer.Reply.late(milliseconds: options.latency, .answer(200, Self.completion(prompt)))
        guard let heldAfter = options.heldAfter, count > heldAfter else { return answer }
        return .when({ self.state.withLock(\.isReleased) }, answer)
    }

    /// The fault that befalls a request; nil when it is answered.
    private func fault(for prompt: String, _ state: inout State) -> FaultServer.Reply? {
        let turn = state.requests[prompt, default: 0]
        state.requests[prompt] = turn + 1
        var draw = Self.fraction(seed: options.seed, prompt, turn)
        for (share, reply) in [
            (
                options.throttled,
                FaultServer.Reply.answer(429, Self.error("slow down", "rate_limit_exceeded"), headers: [("retry-after", "0")])
            ),
            (options.failing, .answer(500, Self.error("something broke", "server_error"))),
            (options.hanging, .hang(after: [])), (options.dropping, .drop(after: [])),
        ] {
            if draw < share, state.faultsInARow[prompt, default: 0] < Self.patience {
                state.faultsInARow[prompt, default: 0] += 1
                return reply
            }
            draw -= share
            if draw < 0 { break }
        }
        state.faultsInARow[prompt] = 0
        state.answers[prompt, default: 0] += 1
        return nil
    }

    private static func error(_ message: String, _ code: String) -> String {
        let body: JSONValue = ["error": ["message": .string(message), "code": .string(code)]]
        return body.text()
    }

    private static func completion(_ prompt: String) -> String {
        var text = "ok"
        if let open = prompt.ranges(of: "[[").last, let close = prompt[open.upperBound...].firstRange(of: "]]") {
            text = String(prompt[open.upperBound..<close.lowerBound])
        }
        let words = prompt.split(separator: " ").count
        let body: JSONValue = [
            "id": "chat-1", "object": "chat.completion", "model": "faulty",
            "choices": [["index": 0, "message": ["role": "assistant", "content": .string(text)], "finish_reason": "stop"]],
            "usage": ["prompt_tokens": JSONValue(words), "completion_tokens": 1, "total_tokens": JSONValue(words + 1)],
        ]
        return body.text()
    }

    /// A number from 0 up to 1 made of the seed, the prompt and the turn (FNV-1a, then SplitMix64's finaliser).
    private static func fraction(seed: UInt64, _ prompt: String, _ turn: Int) -> Double {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
        for byte in prompt.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash &+= UInt64(turn) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((hash ^ (hash >> 31)) >> 11) * 0x1p-53
    }
}
