import Digests

/// A secret that a client sends in place of a name and password; only its digest is kept.
package enum AccessToken {
    /// A new secret of 256 random bits.
    package static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return "tst_"
            + (0..<4).map { _ in
                let digits = String(generator.next(), radix: 16)
                return String(repeating: "0", count: 16 - digits.utf8.count) + digits
            }.joined()
    }

    /// What the store keeps of a secret. A plain digest is enough for secrets that nobody can guess.
    package static func digest(_ token: String) -> String { ContentDigest.hex(of: Array(token.utf8)) }
}
