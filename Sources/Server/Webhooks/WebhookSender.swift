import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Tracking

/// Sends one delivery to its webhook.
struct WebhookSender: Sendable {
    /// What came of an attempt.
    enum Outcome: Sendable, Hashable {
        /// The receiver answered, with that status and the beginning of its answer's body.
        case answered(status: Int, body: String, retryAfter: Int64?)
        /// It was never sent, or nobody answered.
        case failed(String)
    }

    /// Most bytes of an answer that are read.
    static let mostAnswerBytes = 65_536

    let rules: WebhookRules
    let location: StoreLocation

    /// Sends a body to an address, signed when there is a secret.
    ///
    /// The host is looked up and judged anew, and the connection goes to the very address that was judged. Redirects are not followed.
    func send(_ body: String, id: String, to url: String, sealedSecret: String?, webhook: String) async -> Outcome {
        do {
            let url = try WebhookURL(url, schemes: rules.schemes)
            let address = try await rules.address(of: url)
            var request = HTTPClientRequest(url: url.text)
            request.method = .POST
            request.headers = try headers(body, id: id, sealedSecret: sealedSecret, webhook: webhook)
            request.body = .bytes(ByteBuffer(string: body))
            return try await perform(request, host: url.host, address: address)
        } catch let error as MLflowError {
            return .failed(error.message)
        } catch {
            return .failed("\(error)")
        }
    }

    private func headers(_ body: String, id: String, sealedSecret: String?, webhook: String) throws -> HTTPHeaders {
        let timestamp = String(Timestamp.now.rawValue / 1000)
        var headers: HTTPHeaders = [
            "Content-Type": "application/json", "User-Agent": "touchstone", "X-MLflow-Delivery-Id": id, "X-MLflow-Timestamp": timestamp,
        ]
        if let sealedSecret {
            let secret = try SecretKey.box(for: location).opened(sealedSecret, for: WebhookSecret.purpose(of: webhook))
            headers.add(
                name: "X-MLflow-Signature",
                value: WebhookSignature.text(secret: secret, deliveryID: id, timestamp: timestamp, body: body))
        }
        return headers
    }

    private func perform(_ request: HTTPClientRequest, host: String, address: IPAddress) async throws -> Outcome {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.dnsOverride = [host: address.text]
        configuration.timeout = .init(connect: .milliseconds(min(rules.timeout, 10_000)), read: .milliseconds(rules.timeout))
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let response = try await client.execute(request, timeout: .milliseconds(rules.timeout))
            let body = try await beginning(of: response.body)
            try await client.shutdown()
            let retryAfter = response.headers.first(name: "Retry-After").flatMap { Int64($0) }
            return .answered(status: Int(response.status.code), body: body, retryAfter: retryAfter.map { min(max($0, 0), 86_400) * 1000 })
        } catch {
            try await client.shutdown()
            throw error
        }
    }

    private func beginning(of body: HTTPClientResponse.Body) async throws -> String {
        var bytes: [UInt8] = []
        for try await part in body {
            bytes += part.readableBytesView.prefix(Self.mostAnswerBytes - bytes.count)
            if bytes.count >= Self.mostAnswerBytes { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What the secrets of webhooks are sealed for.
enum WebhookSecret {
    static func purpose(of webhook: String) -> String { "webhook \(webhook)" }
}
