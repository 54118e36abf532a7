import Testing

@testable import Models

@Suite struct WaitingLineTests {
    @Test func `who drew a number and joined late is let in all the same`() async throws {
        var line = WaitingLine<Int>()
        let (early, late) = (line.draw(), line.draw())
        var admitted: [Int] = []
        for number in [late, early] {
            let value = try await withCheckedThrowingContinuation { place in
                line.join(place, as: number)
                line.popFirst()?.resume(returning: number)
            }
            admitted.append(value)
        }
        #expect(admitted == [late, early] && line.isEmpty)
    }
}
