import Digests
import Scoring
import TouchstoneJSON

/// The name of a call in the journal: equal calls have equal keys.
///
/// SHA-256 over the canonical JSON (members sorted by name) of the provider, model, settings, parameters, messages, epoch, and the
/// fields of the row that the model reads. Secrets take no part.
public struct ContentKey: Sendable, Hashable {
    /// The digest as 64 hexadecimal digits.
    public let hex: String

    /// A key read back from a journal.
    public init(hex: String) { self.hex = hex }

    /// The key of a call.
    public init(_ identity: ModelIdentity, _ request: ModelRequest) {
        var writer = JSONWriter(options: .init(sortsKeys: true))
        writer.write(Self.content(identity, request))
        hex = ContentDigest.hex(of: writer.bytes)
    }

    /// What is hashed.
    static func content(_ identity: ModelIdentity, _ request: ModelRequest) -> JSONValue {
        var content: JSONObject = [
            "format": 1,
            "provider": .string(identity.provider),
            "model": .string(identity.name),
            "parameters": .object(request.parameters.json),
            "messages": .array(request.messages.map(\.json)),
            "epoch": JSONValue(request.epoch),
        ]
        if !identity.settings.isEmpty { content["settings"] = .object(identity.settings) }
        switch identity.reads {
        case .nothing: break
        case .everything: content["sample"] = .object(request.sample.fields)
        case .fields(let names):
            content["sample"] = .object(JSONObject(names.map { ($0, request.sample.fields[$0] ?? .null) }))
        }
        return .object(content)
    }
}

extension ContentKey: CustomStringConvertible {
    public var description: String { hex }
}
