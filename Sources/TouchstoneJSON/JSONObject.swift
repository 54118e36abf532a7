/// The members of a JSON object, in the order in which they were written.
///
/// A name that occurs twice keeps the place of its first occurrence and the value of its last, as Python's `json` does. Names are the same
/// when their bytes are.
/// Lookup is linear up to 16 members and O(1) beyond. Equality ignores order, as RFC 8259 says.
public struct JSONObject: Sendable {
    /// One name with its value.
    public struct Member: Sendable {
        /// The member's name.
        public let key: String
        /// The member's value.
        public var value: JSONValue
    }

    private static let indexThreshold = 16
    private var members: [Member] = []
    private var index: [ExactText: Int]?

    /// An object without members.
    public init() {}

    /// The given members; later values replace earlier ones of the same name.
    public init(_ pairs: some Sequence<(String, JSONValue)>) {
        for (key, value) in pairs { self[key] = value }
    }

    /// The value under a name; assigning nil removes the member (O(n)).
    public subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (nil, let value?): append(key, value)
            case (let position?, nil): remove(at: position)
            case (nil, nil): break
            }
        }
    }

    /// The names in order.
    public var keys: [String] { members.map(\.key) }

    private func position(of key: String) -> Int? {
        if let index { return index[ExactText(key)] }
        return members.firstIndex { $0.key.isExactly(key) }
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        // Most objects have a few members: grown from one, they would be moved twice.
        if members.isEmpty { members.reserveCapacity(4) }
        members.append(Member(key: key, value: value))
        if index != nil {
            index?[ExactText(key)] = members.count - 1
        } else if members.count > Self.indexThreshold {
            reindex()
        }
    }

    private mutating func remove(at position: Int) {
        members.remove(at: position)
        if index != nil { reindex() }
    }

    private mutating func reindex() {
        var table = [ExactText: Int](minimumCapacity: members.count * 2)
        for (offset, member) in members.enumerated() { table[ExactText(member.key)] = offset }
        index = table
    }
}

extension JSONObject: RandomAccessCollection {
    /// The position of the first member, always 0.
    public var startIndex: Int { members.startIndex }
    /// The position after the last member: how many there are.
    public var endIndex: Int { members.endIndex }
    /// The member at a position from 0 up to, but without, the count; any other position is a programming error and ends the process. O(1).
    public subscript(position: Int) -> Member { members[position] }
}

extension JSONObject.Member: Hashable {
    public static func == (left: JSONObject.Member, right: JSONObject.Member) -> Bool {
        left.key.isExactly(right.key) && left.value == right.value
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ExactText(key))
        hasher.combine(value)
    }
}

extension JSONObject: Hashable {
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        var combined = 0
        for member in members { combined ^= member.hashValue }
        hasher.combine(combined)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// The members of a literal, `["name": "value"]`; of a name that is repeated the last value counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
