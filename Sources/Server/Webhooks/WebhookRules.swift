/// Which webhooks may be told, and how hard it is tried.
package struct WebhookRules: Sendable, Hashable {
    /// The schemes that addresses may have.
    package var schemes: [String]
    /// Whether addresses of private networks and of this machine are told too; for tests and closed networks.
    package var allowsPrivateAddresses: Bool
    /// Whether this server sends what waits; of several servers of one store it is enough that one does.
    package var sendsDeliveries: Bool
    /// How long an attempt may take, in milliseconds.
    package var timeout: Int64
    /// How many deliveries are under way at once.
    package var concurrency: Int
    /// How long nothing is looked for after nothing was found, in milliseconds.
    package var pollInterval: Int64

    /// `https` to public addresses.
    package init() {
        schemes = ["https"]
        allowsPrivateAddresses = false
        sendsDeliveries = true
        timeout = 30_000
        concurrency = 16
        pollInterval = 1000
    }
}

extension WebhookRules {
    /// The address to connect to for a webhook, looked up and judged now; throws what the client is told when there is none that may be.
    ///
    /// Every address of the host must be allowed, or else a name could have both a public and a private one.
    func address(of url: WebhookURL) async throws(MLflowError) -> IPAddress {
        let addresses = await HostAddresses.of(url.host)
        guard let first = addresses.first else { throw .invalid("Cannot resolve Webhook URL hostname '\(url.host)'") }
        if !allowsPrivateAddresses, let hidden = addresses.first(where: { !$0.isPublic }) {
            throw .invalid("Webhook URL must not resolve to a non-public IP address. '\(url.host)' resolves to \(hidden.text).")
        }
        return first
    }
}
