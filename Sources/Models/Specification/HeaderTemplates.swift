/// Headers of a specification, with `${NAME}` replaced from the environment; what was replaced is secret.
struct HeaderTemplates: Sendable {
    private(set) var headers: [(name: String, value: String)] = []
    private(set) var secrets: [Secret] = []

    /// Headers whose values are keys: they must come from the environment.
    private static let keyHeaders: Set<String> = [
        "authorization", "proxy-authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie",
    ]

    init(_ templates: [(name: String, text: String)], _ environment: [String: String]) throws(ModelError) {
        for template in templates {
            guard !template.name.isEmpty, template.name.utf8.allSatisfy(Self.isTokenByte) else {
                throw ModelError(.invalidRequest, "\"\(template.name)\" cannot be the name of a header")
            }
            let value = try expand(template.text, of: template.name, environment)
            if Self.keyHeaders.contains(template.name.lowercased()), value == template.text {
                throw ModelError(
                    .invalidRequest,
                    "the header \"\(template.name)\" holds a key, which does not belong in a specification: write ${NAME} and set that variable"
                )
            }
            guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                throw ModelError(.invalidRequest, "the header \"\(template.name)\" holds control characters")
            }
            headers.append((template.name, value))
        }
    }

    private mutating func expand(_ text: String, of name: String, _ environment: [String: String]) throws(ModelError) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "$") {
            result += rest[..<start]
            rest = rest[start...]
            guard rest.hasPrefix("${"), let end = rest.firstIndex(of: "}") else {
                result.append("$")
                rest = rest.dropFirst()
                continue
            }
            let variable = String(rest[rest.index(start, offsetBy: 2)..<end])
            guard let value = environment[variable], !value.isEmpty else {
                throw ModelError(.unauthorized, "the header \"\(name)\" needs the environment variable \(variable), which is not set")
            }
            secrets.append(Secret(value))
            result += value
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
