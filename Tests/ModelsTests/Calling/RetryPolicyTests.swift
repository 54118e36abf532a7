import Models
import Testing

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy(maximumAttempts: 5, base: 1, maximumWait: 4, budget: 100)
    private let fault = ModelError(.server, "fault")

    @Test func `waits double up to the maximum, scaled by chance`() {
        let waits = (1...4).map { policy.wait(after: $0, fault, elapsed: 0, random: 0.5) }
        #expect(waits == [0.5, 1, 2, 2])
        #expect(policy.wait(after: 5, fault, elapsed: 0, random: 0.5) == nil)
    }

    @Test func `a wait never passes the budget of the call`() {
        #expect(policy.wait(after: 1, fault, elapsed: 99.6, random: 0.5) == nil)
        #expect(policy.wait(after: 1, fault, elapsed: 99.4, random: 0.5) == 0.5)
    }

    @Test func `retry after is a floor, also above the maximum wait`() throws {
        let limited = ModelError(.rateLimited, "slow down", retryAfter: 30)
        let wait = try #require(policy.wait(after: 1, limited, elapsed: 0, random: 0.25))
        #expect(wait == 30.25)
        #expect(policy.wait(after: 1, limited, elapsed: 75, random: 0) == nil)
    }

    @Test(arguments: ModelError.Kind.allCases)
    func `only errors that may go away are retried`(kind: ModelError.Kind) {
        let error = ModelError(kind, "x")
        #expect((policy.wait(after: 1, error, elapsed: 0, random: 0) != nil) == error.isRetryable)
        #expect(!(error.isFatal && error.isRetryable))
    }

    @Test func `a huge attempt number does not overflow`() {
        let patient = RetryPolicy(maximumAttempts: .max, base: 1, maximumWait: 4)
        #expect(patient.wait(after: .max - 1, fault, elapsed: 0, random: 0.5) == 2)
    }
}
