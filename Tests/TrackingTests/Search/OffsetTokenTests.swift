import Testing

@testable import Tracking

@Suite struct OffsetTokenTests {
    @Test(arguments: [1, 2, 10, 999, 123_456_789])
    func `a token reads back`(_ offset: Int) throws {
        #expect(try OffsetToken.offset(OffsetToken.text(offset)) == offset)
    }

    @Test func `a token is the one that MLflow makes`() throws {
        #expect(OffsetToken.text(10) == "eyJvZmZzZXQiOiAxMH0=")
        #expect(try OffsetToken.offset("eyJvZmZzZXQiOiAiMTAifQ==") == 10)
        #expect(try OffsetToken.offset(nil) == 0)
        #expect(try OffsetToken.offset("") == 0)
    }

    @Test(arguments: [
        "a", "YQ==", "!!!!", "e30=", "eyJvZmZzZXQiOiAwfQ==", "eyJvZmZzZXQiOiAtNX0=", "eyJvZmZzZXQiOiAieCJ9", "W10=", "MQ==", "éé==", "====",
        "eyJvZmZzZXQiOiAxLjV9", "eyJvZmZzZXQiOjkyMjMzNzIwMzY4NTQ3NzU4MDd9", String(repeating: "A", count: 100_000),
    ])
    func `what is no token is refused`(_ token: String) {
        let error = #expect(throws: SearchError.self) { try OffsetToken.offset(token) }
        #expect(error?.message.hasPrefix("Invalid page token") == true)
    }

    @Test func `base64 reads back at every length`() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) }
            #expect(Base64.bytes(Base64.text(bytes)) == bytes)
        }
    }
}
