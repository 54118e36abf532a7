import NIOHTTP1
import TouchstoneJSON

extension ModelSpecification {
    /// A model behind any HTTP service.
    func templatedModel(_ environment: [String: String]) throws(ModelError) -> any Model {
        guard let address = try text("url") else { throw ModelError(.invalidRequest, "the provider \"http\" needs a \"url\"") }
        let custom = try HeaderTemplates(try texts("headers"), environment)
        let advice = custom.secrets.isEmpty ? nil : "check the variables that \"headers\" names"
        let endpoint = try Endpoint(Self.fixedPart(address), provider: provider, keyAdvice: advice, secrets: custom.secrets)
        let body = BodyTemplate(settings["body"])
        var headers = HTTPHeaders()
        if let type = body.contentType { headers.add(name: "content-type", value: type) }
        for header in custom.headers { headers.replaceOrAdd(name: header.name, value: header.value) }
        let url = RequestTemplate(address)
        return TemplatedModel(
            identity: templatedIdentity(places: url.places + body.places), url: url, method: try method(body), headers: headers, body: body,
            answer: try text("answer").map(JSONPlace.init),
            exchange: HTTPExchange(
                endpoint: endpoint, timeouts: try ModelTimeouts(json: settings["timeouts"], isStreaming: false),
                maximumBytes: try count("maximum_response_bytes") ?? Self.maximumResponseBytes))
    }

    private func method(_ body: BodyTemplate) throws(ModelError) -> HTTPMethod {
        guard let word = try text("method") else { return body == .none ? .GET : .POST }
        guard ["GET", "POST", "PUT", "PATCH"].contains(word.uppercased()) else {
            throw ModelError(.invalidRequest, "\"method\" should be GET, POST, PUT or PATCH, but is \"\(word)\"")
        }
        return HTTPMethod(rawValue: word.uppercased())
    }

    /// The host must not come from the data: everything before the first place, at least up to the path.
    private static func fixedPart(_ address: String) throws(ModelError) -> String {
        let pieces = RequestTemplate(address)
        guard !pieces.places.isEmpty else { return address }
        let fixed = address.prefix { $0 != "{" }
        let authority = fixed.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard authority.count == 3, authority[2].contains(where: { $0 == "/" || $0 == "?" }) else {
            throw ModelError(.invalidRequest, "places such as {{id}} may stand in the path or query of \"url\", not in its host")
        }
        return String(fixed)
    }

    private func templatedIdentity(places: [String]) -> ModelIdentity {
        var identity = ModelIdentity(provider: provider, name: name)
        for setting in ["url", "method", "body", "answer", "headers"] { identity.settings[setting] = settings[setting] }
        let fields = Set(places).subtracting(TemplatedModel.requestPlaces)
        if fields.contains(where: { $0.hasPrefix("/") }) {
            identity.reads = .everything
        } else if !fields.isEmpty {
            // A place such as metadata.topic may be a field of that name or lie within the field "metadata".
            let outer = fields.map { String($0.prefix { $0 != "." && $0 != "[" }) }
            identity.reads = .fields(fields.union(outer).sorted())
        }
        return identity
    }
}
