import Foundation
import Testing
import TouchstoneJSON

@testable import Models

@Suite struct KeySourceTests {
    @Test func `a key comes from the environment or a file, without the white space around it`() throws {
        #expect(try KeySource.environment("K").key(["K": " abc\n"])?.revealed == "abc")
        #expect(try KeySource.environment("K").key(["K": " "]) == nil)
        #expect(try KeySource.environment("K").key([:]) == nil)
        let file = FileManager.default.temporaryDirectory.appending(path: "touchstone-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("sk-file\r\n".utf8).write(to: file)
        #expect(try KeySource.file(file.path).key([:])?.revealed == "sk-file")
    }

    @Test func `a file that cannot be read and a key that cannot be sent are refused, without showing it`() {
        #expect { _ = try KeySource.file("/nowhere/key").key([:]) } throws: { "\($0)".contains("/nowhere/key cannot be read") }
        #expect {
            _ = try KeySource.environment("K").key(["K": "abc\ndef"])
        } throws: { error in
            "\(error)".contains("variable K") && !"\(error)".contains("abc")
        }
    }

    @Test func `a server of one's own needs no key, unless the specification names one`() throws {
        _ = try ModelSpecification(text: "openai:m@http://127.0.0.1:1/v1").makeModel(environment: [:])
        let named = try ModelSpecification([
            "provider": "openai", "name": "m", "base_url": "http://127.0.0.1:1/v1", "api_key_env": "MY_KEY",
        ])
        #expect { _ = try named.makeModel(environment: [:]) } throws: { "\($0)".contains("MY_KEY") }
    }
}
