import HTTPTypes
import Testing

@testable import Server

@Suite struct OfferedTests {
    @Test func `no two operations have the same method and path`() {
        var seen: [String: String] = [:]
        for endpoint in EndpointTable.all.endpoints {
            for path in endpoint.paths {
                let shape = path.split(separator: "/").map { $0.hasPrefix(":") && !$0.contains(".") ? ":" : String($0) }
                let key = endpoint.method.rawValue + " " + shape.joined(separator: "/")
                #expect(seen[key] == nil, "\(key): \(endpoint.name) and \(seen[key] ?? "")")
                seen[key] = endpoint.name
            }
        }
    }
}
