import TouchstoneJSON

/// The page token of most searches: how many results come before the page, as JSON in base64.
package enum OffsetToken {
    /// The token of a page that begins after that many results.
    package static func text(_ offset: Int) -> String { Base64.text(Array("{\"offset\": \(offset)}".utf8)) }

    /// How many results come before the page that a token asks for: 0 without a token. Throws for a token that none of ours could be.
    package static func offset(_ token: String?) throws(SearchError) -> Int {
        guard let token, !token.isEmpty else { return 0 }
        guard token.utf8.count <= 1024, let bytes = Base64.bytes(token) else {
            throw SearchError("Invalid page token, could not base64-decode")
        }
        let decoded = String(decoding: bytes, as: UTF8.self)
        guard let value = try? JSONValue(parsing: bytes), value.objectValue != nil else {
            throw SearchError("Invalid page token, decoded value=\(SearchError.shown(decoded))")
        }
        let number = value["offset"].flatMap { $0.intValue ?? $0.stringValue.flatMap(Int.init) }
        guard let number, number > 0, number <= furthest else {
            throw SearchError("Invalid page token, parsed value=\(SearchError.shown(decoded))")
        }
        return number
    }

    /// Far beyond any table, and far from where sums overflow.
    private static let furthest = 1 << 53
}
