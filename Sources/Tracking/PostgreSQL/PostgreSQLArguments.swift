import CPostgreSQL

/// The arguments of one statement in the form in which they go to the server: one run of bytes, and where each begins.
struct PostgreSQLArguments {
    private(set) var types: [PostgreSQLType] = []
    /// The arguments one after the other and a byte more, so that an empty text has an address too.
    private var bytes: [UInt8] = []
    private var places: [(offset: Int, length: Int, isBinary: Bool)?] = []

    /// No arguments.
    static let none = PostgreSQLArguments()

    private init() {}

    /// Values for parameters whose types are known; nil when one of the values does not fit its type exactly.
    init?(_ values: [SQLValue], as types: [PostgreSQLType]) throws(TrackingError) {
        self.types = types
        places.reserveCapacity(values.count)
        for (value, type) in zip(values, types) {
            guard try append(value, as: type) else { return nil }
        }
        bytes.append(0)
    }

    /// Values for a statement that is new: each says its own type, and the server finds the type of nulls.
    init(_ values: [SQLValue]) throws(TrackingError) {
        types = values.map(PostgreSQLType.init(of:))
        for (value, type) in zip(values, types) { _ = try append(value, as: type) }
        bytes.append(0)
    }

    /// Arrays, each the values of one column of many rows.
    init(columns: [(type: PostgreSQLType, bytes: [UInt8])]) {
        for column in columns {
            types.append(column.type)
            places.append((bytes.count, column.bytes.count, true))
            bytes += column.bytes
        }
        bytes.append(0)
    }

    private mutating func append(_ value: SQLValue, as type: PostgreSQLType) throws(TrackingError) -> Bool {
        let start = bytes.count
        var isBinary = true
        switch (value, type) {
        case (.null, _):
            places.append(nil)
            return true
        case (.real(let number), _) where number.isNaN:
            // SQLite takes NaN for null, and so does every store.
            places.append(nil)
            return true
        case (.integer(let number), .int8): bytes.append(bigEndian: number)
        case (.integer(let number), .float8):
            guard let exact = Double(exactly: number) else { return false }
            bytes.append(bigEndian: exact.bitPattern)
        case (.real(let number), .float8): bytes.append(bigEndian: number.bitPattern)
        case (.text(let text), .text): try bytes.append(checked: text)
        case (_, .int8), (_, .float8), (_, .text): return false
        case (.integer(let number), _):
            isBinary = false
            bytes.append(contentsOf: "\(number)\0".utf8)
        case (.real(let number), _):
            isBinary = false
            bytes.append(contentsOf: "\(number)\0".utf8)
        case (.text(let text), _):
            isBinary = false
            try bytes.append(checked: text)
            bytes.append(0)
        }
        places.append((start, bytes.count - start, isBinary))
        return true
    }

    var count: Int { places.count }

    /// How much there is to send.
    var byteCount: Int { bytes.count }

    /// Hands the arguments over as libpq takes them: addresses, lengths and formats.
    func withPointers<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
    ) -> T {
        if places.isEmpty { return body(nil, nil, nil) }
        let lengths = places.map { Int32($0?.length ?? 0) }
        let formats = places.map { $0?.isBinary == false ? Int32(0) : 1 }
        return bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let addresses = places.map { place in place.flatMap { place in start.map { $0 + place.offset } } }
            return addresses.withUnsafeBufferPointer { addresses in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { body(addresses.baseAddress, lengths.baseAddress, $0.baseAddress) }
                }
            }
        }
    }
}

extension [UInt8] {
    mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends a text that PostgreSQL can hold.
    mutating func append(checked text: String) throws(TrackingError) {
        guard text.utf8.count <= Self.longestText else {
            throw .invalid(reason: "a text of \(text.utf8.count) bytes is longer than a PostgreSQL store can hold")
        }
        let start = count
        append(contentsOf: text.utf8)
        guard !self[start...].contains(0) else {
            throw .invalid(reason: "a text contains a zero byte, which a PostgreSQL store cannot hold")
        }
    }

    private static let longestText = 256 << 20
}
