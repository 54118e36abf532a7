import TouchstoneJSON

extension JSONValue {
    /// The number that a text writes as JSON does, without space around it; nil for any other text, and for numbers too large to keep.
    init?(writtenNumber text: String) {
        guard text.utf8.allSatisfy(Self.isPartOfNumber), let number = try? JSONValue(parsing: text) else { return nil }
        self = number
    }

    private static func isPartOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"),
            UInt8(ascii: "E"):
            true
        default: false
        }
    }

    /// A whole number of 64 bits, however it is written; nil for anything else.
    var exactInteger: Int64? {
        switch self {
        case .integer(let number): number
        case .number(let number): Int64(exactly: number)
        default: nil
        }
    }
}
