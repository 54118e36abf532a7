import Crypto
import Tracking

/// The signature of a delivery: who knows the secret can tell that the delivery is ours, whole, and recent.
enum WebhookSignature {
    /// `v1,` and the base64 of the HMAC-SHA256 of `id.timestamp.body` under the secret.
    static func text(secret: String, deliveryID: String, timestamp: String, body: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(deliveryID).\(timestamp).\(body)".utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return "v1,\(Base64.text(Array(code)))"
    }
}
