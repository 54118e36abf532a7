import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Scoring
import TouchstoneJSON

/// A scorer behind HTTP: it is sent one row as a JSON object and answers as a ``CommandScorer``'s command does.
struct EndpointScorer: Scorer {
    let definition: ScorerDefinition
    private let url: String
    private let headers: [(String, String)]
    private static let timeout = TimeAmount.seconds(60)
    private static let maximumAnswer = 1 << 20

    /// A scorer that posts to a URL. Throws ``ScorerArgumentError`` when the URL is none or a header needs a variable that is not set.
    init(
        _ url: String, headers: [String: String], name: String?, direction: ScorerDefinition.Direction, environment: [String: String]
    ) throws(ScorerArgumentError) {
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw ScorerArgumentError("the scorer's url should begin with http:// or https://, but is \"\(url)\"")
        }
        self.url = url
        var expanded: [(String, String)] = []
        for (header, value) in headers.sorted(by: { $0.key < $1.key }) {
            expanded.append((header, try Self.expand(value, environment, header: header)))
        }
        self.headers = expanded
        definition = ScorerDefinition(
            name: name ?? "endpoint", topic: "external", summary: "What the service answers.", range: .unbounded, direction: direction,
            requires: [], source: "the service at \(url)", blindTo: "whatever the service does not look at")
    }

    func score(_ sample: Sample) async throws -> [Score] {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        request.body = .bytes(JSONValue.object(sample.fields).encoded())
        let response = try await send(request)
        guard (200..<300).contains(response.status) else {
            throw ScoringError.failed(reason: "the service answered with status \(response.status)")
        }
        do {
            return [try ExternalAnswer.score(try JSONValue(parsing: response.body))]
        } catch let error as JSONParseError {
            throw ScoringError.failed(reason: "the service's answer is not JSON: \(error)")
        }
    }

    private func send(_ request: HTTPClientRequest) async throws -> (status: UInt, body: [UInt8]) {
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: Self.timeout)
            let body = try await response.body.collect(upTo: Self.maximumAnswer)
            return (response.status.code, Array(body.readableBytesView))
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw ScoringError.failed(reason: "the service cannot be reached: \(error)")
        }
    }

    /// Replaces `${NAME}` by the environment's value.
    private static func expand(
        _ text: String, _ environment: [String: String], header: String
    ) throws(ScorerArgumentError) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "${"), let close = rest[open.upperBound...].firstIndex(of: "}") {
            let name = String(rest[open.upperBound..<close])
            guard let value = environment[name] else {
                throw ScorerArgumentError("the header \"\(header)\" needs the environment variable \(name), which is not set")
            }
            result += rest[..<open.lowerBound] + value
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
