/// Runs: their life, params, tags, batches, inputs and outputs, and the search for them.
enum RunEndpoints {
    static let all: [Endpoint] = []
}
