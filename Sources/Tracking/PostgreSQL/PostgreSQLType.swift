/// A type of PostgreSQL by the number that its catalogue gives it, and how its values are read from their binary form.
struct PostgreSQLType: RawRepresentable, Hashable, Sendable {
    let rawValue: UInt32

    /// Not said: the server finds out from the statement.
    static let unspecified = PostgreSQLType(rawValue: 0)
    static let boolean = PostgreSQLType(rawValue: 16)
    static let int8 = PostgreSQLType(rawValue: 20)
    static let int2 = PostgreSQLType(rawValue: 21)
    static let int4 = PostgreSQLType(rawValue: 23)
    static let text = PostgreSQLType(rawValue: 25)
    static let oid = PostgreSQLType(rawValue: 26)
    static let float4 = PostgreSQLType(rawValue: 700)
    static let float8 = PostgreSQLType(rawValue: 701)
    static let numeric = PostgreSQLType(rawValue: 1700)
    static let void = PostgreSQLType(rawValue: 2278)

    /// The array of this type; nil for types that the store has no columns of.
    var array: PostgreSQLType? {
        switch self {
        case .int8: PostgreSQLType(rawValue: 1016)
        case .float8: PostgreSQLType(rawValue: 1022)
        case .text: PostgreSQLType(rawValue: 1009)
        default: nil
        }
    }

    /// The name under which statements cast to it; only for types that have an ``array``.
    var name: String {
        switch self {
        case .int8: "bigint"
        case .float8: "double precision"
        default: "text"
        }
    }

    /// The type that a value is sent as when the server need not find out.
    init(of value: SQLValue) {
        self =
            switch value {
            case .null: .unspecified
            case .integer: .int8
            case .real: .float8
            case .text: .text
            }
    }

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A value from its binary form; truth values become 1 and 0, and types without a reading of their own are taken for texts.
    func value(_ bytes: UnsafeRawBufferPointer) -> SQLValue {
        switch self {
        case .int8 where bytes.count == 8: .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case .int4 where bytes.count == 4: .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case .int2 where bytes.count == 2: .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
        case .oid where bytes.count == 4: .integer(Int64(UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))))
        case .boolean where bytes.count == 1: .integer(Int64(bytes[0]))
        case .float8 where bytes.count == 8: .real(Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))))
        case .float4 where bytes.count == 4: .real(Double(Float(bitPattern: UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self)))))
        case .numeric: PostgreSQLNumeric.value(bytes)
        case .void: .null
        default: .text(String(decoding: bytes, as: UTF8.self))
        }
    }
}
