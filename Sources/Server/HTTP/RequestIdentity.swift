import HTTPTypes
import Synchronization

/// How one request is called in logs and answers, and which trace of a caller it is part of.
struct RequestIdentity: Sendable, Hashable {
    /// The caller's `X-Request-Id`, or one that was made up.
    let id: String
    /// The trace that the caller's `traceparent` names (W3C Trace Context); nil for none.
    let traceID: String?

    init(_ headers: HTTPFields) {
        id = headers[.xRequestID].flatMap { Self.isSafe($0) ? $0 : nil } ?? Self.random()
        traceID = headers[.traceParent].flatMap(Self.traceID)
    }

    /// Whether a caller's text may stand in a log and a header as it is.
    private static func isSafe(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"):
                    true
                default: false
                }
            }
    }

    /// How many requests have been given a name, from a start that differs between processes: the system is asked for chance once.
    private static let count = Atomic<UInt64>(.random(in: .min ... .max))

    /// Sixteen hexadecimal digits that name one request, mixed so that neighbours look nothing alike (SplitMix64).
    private static func random() -> String {
        var mixed = count.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return String(unsafeUninitializedCapacity: 16) { digits in
            for place in 0..<16 {
                let digit = UInt8(truncatingIfNeeded: mixed >> (60 - 4 * UInt64(place))) & 0xF
                digits[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
            }
            return 16
        }
    }

    /// The trace of `00-TRACE-PARENT-FLAGS`; nil when the header is malformed or names none.
    private static func traceID(_ header: String) -> String? {
        let parts = header.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0].utf8.count == 2, parts[0] != "ff", parts[1].utf8.count == 32, parts[2].utf8.count == 16,
            parts[3].utf8.count == 2, parts.prefix(4).allSatisfy({ $0.utf8.allSatisfy(isHexadecimal) }),
            parts[1].utf8.contains(where: { $0 != UInt8(ascii: "0") })
        else { return nil }
        return String(parts[1])
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}

extension HTTPField.Name {
    static let xRequestID = HTTPField.Name(checked: "X-Request-Id")
    static let traceParent = HTTPField.Name(checked: "traceparent")
    static let xFrameOptions = HTTPField.Name(checked: "X-Frame-Options")

    /// A name that is known to be well formed.
    init(checked name: StaticString) {
        self = HTTPField.Name("\(name)") ?? .server
    }
}
