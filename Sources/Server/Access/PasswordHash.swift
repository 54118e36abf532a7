import Crypto
import CryptoExtras

/// A password as it is kept: what scrypt makes of it with a salt of its own.
///
/// Written `scrypt$ROUNDS$BLOCK$PARALLEL$SALT$KEY` in hexadecimal, so that the cost can be raised later and old hashes still checked.
package struct PasswordHash: Sendable, Hashable {
    /// What a guess is made to cost.
    struct Cost: Sendable, Hashable {
        /// A power of two.
        var rounds: Int
        var blockSize: Int
        var parallelism: Int

        /// A tenth of a second and 32 MB.
        static let standard = Cost(rounds: 32_768, blockSize: 8, parallelism: 2)
    }

    private static let saltBytes = 16
    private static let keyBytes = 32

    /// Fewest characters of a new password.
    package static let minimumLength = 8

    /// The hash of a password that nobody knows.
    static func decoy(_ cost: Cost) -> String {
        "scrypt$\(cost.text)$" + String(repeating: "5a", count: saltBytes) + "$" + String(repeating: "a5", count: keyBytes)
    }

    private let cost: Cost
    private let salt: [UInt8]
    private let key: [UInt8]

    /// Hashes a new password. Takes a tenth of a second and 32 MB.
    package init(of password: String) throws { try self.init(of: password, cost: .standard) }

    /// Hashes a new password at another cost.
    init(of password: String, cost: Cost) throws {
        var generator = SystemRandomNumberGenerator()
        salt = (0..<Self.saltBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        self.cost = cost
        key = try Self.derive(password, salt, cost)
    }

    /// Reads a hash as it was written; nil when it is none, or costs more than this version takes.
    package init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Self.bytes(parts[4]), let key = Self.bytes(parts[5]), key.count == Self.keyBytes,
            (2...1 << 20).contains(rounds), (1...32).contains(blockSize), (1...16).contains(parallelism)
        else { return nil }
        cost = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        (self.salt, self.key) = (salt, key)
    }

    /// The hash as it is kept.
    package var text: String { "scrypt$\(cost.text)$\(Self.hexadecimal(salt))$\(Self.hexadecimal(key))" }

    /// Whether it is the hash of a password. Takes as long for a wrong one as for the right one.
    func matches(_ password: String) throws -> Bool {
        let derived = try Self.derive(password, salt, cost)
        return zip(derived, key).reduce(UInt8(0)) { $0 | $1.0 ^ $1.1 } == 0
    }

    private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Array(password.utf8), salt: salt, outputByteCount: keyBytes, rounds: cost.rounds, blockSize: cost.blockSize,
            parallelism: cost.parallelism, maxMemory: 256 << 20)
        return key.withUnsafeBytes { Array($0) }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { offset in
            UInt8(String(decoding: digits[offset..<offset + 2], as: UTF8.self), radix: 16)
        }
        return bytes.count == digits.count / 2 ? bytes : nil
    }
}

extension PasswordHash.Cost {
    fileprivate var text: String { "\(rounds)$\(blockSize)$\(parallelism)" }
}
