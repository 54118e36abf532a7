import Crypto
import Tracking

/// Keeps secrets in the store so that nobody who reads the store alone can read them: AES-GCM under a key that is not in the store.
struct SecretBox: Sendable {
    private static let version = "v1:"
    private let key: SymmetricKey

    /// A box with any text as its key.
    init(keyText: String) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: Array(keyText.utf8)), info: Array("touchstone secrets".utf8), outputByteCount: 32)
    }

    /// A secret, sealed for one purpose: it opens for no other.
    func sealed(_ secret: String, for purpose: String) throws -> String {
        let box = try AES.GCM.seal(Array(secret.utf8), using: key, authenticating: Array(purpose.utf8))
        guard let combined = box.combined else { throw MLflowError(.internalError, "A secret could not be sealed.") }
        return Self.version + Base64.text(Array(combined))
    }

    /// A sealed secret; throws when it was sealed under another key or for another purpose, or was changed.
    func opened(_ sealed: String, for purpose: String) throws -> String {
        guard sealed.hasPrefix(Self.version), let bytes = Base64.bytes(String(sealed.dropFirst(Self.version.utf8.count))) else {
            throw MLflowError(.internalError, "A secret in the store is damaged.")
        }
        do {
            let box = try AES.GCM.SealedBox(combined: bytes)
            return String(decoding: try AES.GCM.open(box, using: key, authenticating: Array(purpose.utf8)), as: UTF8.self)
        } catch {
            throw MLflowError(.internalError, "A secret in the store cannot be opened: the key is not the one that it was sealed with.")
        }
    }
}
