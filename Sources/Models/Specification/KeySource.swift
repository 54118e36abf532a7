#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a provider's key comes from: the environment or a file, never the specification itself.
enum KeySource: Sendable, Hashable {
    case environment(String)
    case file(String)

    /// What to do when the key is missing or refused, as the end of a sentence.
    var advice: String {
        switch self {
        case .environment(let name): "set the environment variable \(name) to a valid key"
        case .file(let path): "put a valid key into the file \(path)"
        }
    }

    /// The key; nil when there is none. Spaces and line ends around it are dropped.
    func key(_ environment: [String: String]) throws(ModelError) -> Secret? {
        switch self {
        case .environment(let name): return try Self.checked(environment[name], from: "the environment variable \(name)")
        case .file(let path):
            guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= 65_536 else {
                throw ModelError(.unauthorized, "the key file \(path) cannot be read")
            }
            return try Self.checked(String(decoding: data, as: UTF8.self), from: "the file \(path)")
        }
    }

    /// A key must fit into a header: visible ASCII only.
    private static func checked(_ text: String?, from place: String) throws(ModelError) -> Secret? {
        guard let text else { return nil }
        let bytes = text.utf8.drop { $0 <= 0x20 }
        let end = bytes.lastIndex { $0 > 0x20 }.map { bytes.index(after: $0) } ?? bytes.startIndex
        let key = bytes[..<end]
        if key.isEmpty { return nil }
        guard key.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            throw ModelError(.unauthorized, "the key in \(place) holds characters that cannot be part of a key")
        }
        return Secret(String(decoding: key, as: UTF8.self))
    }
}
