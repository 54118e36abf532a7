/// A marker put into a dataset that must never appear in an output or a training export: `touchstone-canary:` and a random UUID.
public struct DatasetCanary: Sendable, Hashable {
    /// The marker.
    public let text: String
    /// What every marker starts with.
    public static let prefix = "touchstone-canary:"

    /// A marker made from 128 random bits, of which the UUID (version 4) keeps 122.
    public init(using random: inout some RandomNumberGenerator) {
        let high = (random.next() as UInt64) & 0xffff_ffff_ffff_0fff | 0x4000
        let low = (random.next() as UInt64) & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
        let digits = Array((Self.hexadecimal(high) + Self.hexadecimal(low)).utf8)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: digits[$0], as: UTF8.self) }
        text = Self.prefix + groups.joined(separator: "-")
    }

    /// The markers in a text, of whatever dataset. O(bytes).
    public static func markers(in text: String) -> [String] {
        let (bytes, mark) = (Array(text.utf8), Array(prefix.utf8))
        var (found, place) = ([String](), 0)
        while place + mark.count + 36 <= bytes.count {
            guard bytes[place] == mark[0], bytes[place..<place + mark.count].elementsEqual(mark),
                case let uuid = bytes[place + mark.count..<place + mark.count + 36], isUUID(uuid)
            else {
                place += 1
                continue
            }
            found.append(prefix + String(decoding: uuid, as: UTF8.self).lowercased())
            place += mark.count + 36
        }
        return found
    }

    private static func isUUID(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.enumerated().allSatisfy { place, byte in
            [8, 13, 18, 23].contains(place) ? byte == 45 : (48...57).contains(byte) || (97...102).contains(byte | 32)
        }
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
