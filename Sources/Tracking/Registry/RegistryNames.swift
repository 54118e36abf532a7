import TouchstoneJSON

/// What models, tags and aliases may be called.
package enum RegistryNames {
    private static let mostKeyCharacters = 250
    private static let mostValueCharacters = 100_000
    private static let mostAliasCharacters = 255

    /// Throws unless a text can name a registered model or prompt.
    package static func check(model name: String, field: String = "name") throws(RegistryError) {
        guard name.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw .invalid("Missing value for required parameter '\(field)'.")
        }
        guard !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") || $0 == 0 }) else {
            throw .invalid("Invalid model name '\(name)'. Names cannot contain '/' or ':'.")
        }
        try checkNormal(name, field: field)
    }

    /// Throws unless a tag can be kept.
    package static func check(tag: NamedText) throws(RegistryError) {
        try check(tagName: tag.name)
        guard tag.name != PromptTags.text || isShort(tag.value, mostValueCharacters) else {
            throw .invalid("Prompt text exceeds max length of \(mostValueCharacters) characters.")
        }
        try check(tag.value, field: "value", atMost: mostValueCharacters)
    }

    /// Throws unless a tag could have that name.
    package static func check(tagName name: String) throws(RegistryError) {
        guard name.unicodeScalars.allSatisfy(isKeyCharacter) else {
            throw .invalid(
                """
                Invalid value \(shown(name)) for parameter 'key' supplied: Names may only contain alphanumerics, underscores (_), \
                dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).
                """)
        }
        try checkNormal(name, field: "key")
        try check(name, field: "key", atMost: mostKeyCharacters)
    }

    /// Throws unless an alias can be given: not `latest` and not `v12`, which always mean something else.
    package static func check(newAlias alias: String) throws(RegistryError) {
        try check(alias: alias)
        guard alias.lowercased() != "latest" else { throw .invalid("'latest' alias name (case insensitive) is reserved.") }
        let digits = alias.utf8.dropFirst()
        if alias.utf8.first.map({ $0 | 0x20 }) == UInt8(ascii: "v"), !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) {
            throw .invalid("Version alias name '\(alias)' is reserved.")
        }
    }

    /// Throws unless a text could be an alias.
    package static func check(alias: String) throws(RegistryError) {
        guard alias.unicodeScalars.allSatisfy({ isWordCharacter($0) || $0 == "-" }) else {
            throw .invalid(
                "Invalid alias name: '\(alias)'. Names may only contain alphanumerics, underscores (_), and dashes (-).")
        }
        try check(alias, field: "Registered model alias name", atMost: mostAliasCharacters)
    }

    private static func check(_ text: String, field: String, atMost most: Int) throws(RegistryError) {
        guard isShort(text, most) else { throw .invalid("'\(field)' exceeds the maximum length of \(most) characters") }
    }

    private static func isShort(_ text: String, _ most: Int) -> Bool { text.utf8.count <= most || text.unicodeScalars.count <= most }

    /// Throws when a name would be another one as a path of a file.
    private static func checkNormal(_ name: String, field: String) throws(RegistryError) {
        let normal = normalPath(name)
        guard !normal.isExactly(name) || normal == "." || normal.utf8.starts(with: "..".utf8) || normal.utf8.first == UInt8(ascii: "/")
        else { return }
        throw .invalid(
            """
            Invalid value \(shown(name)) for parameter '\(field)' supplied: Names may be treated as files in certain cases, and must not \
            resolve to other names when treated as such. This name would resolve to '\(normal)'
            """)
    }

    /// A path without empty and `.` segments, and with each `..` taken where there is something to go up from.
    private static func normalPath(_ path: String) -> String {
        let isAbsolute = path.utf8.first == UInt8(ascii: "/")
        var segments: [Substring] = []
        for segment in path.pathSegments where segment != "." {
            if segment == "..", let last = segments.last, last != ".." {
                segments.removeLast()
            } else if segment != ".." || !isAbsolute {
                segments.append(segment)
            }
        }
        let joined = (isAbsolute ? "/" : "") + segments.joined(separator: "/")
        return joined.isEmpty ? "." : joined
    }

    private static func isKeyCharacter(_ character: Unicode.Scalar) -> Bool {
        isWordCharacter(character) || "/.- :".unicodeScalars.contains(character)
    }

    private static func isWordCharacter(_ character: Unicode.Scalar) -> Bool {
        if character.isASCII {
            return character == "_" || ("a"..."z").contains(character) || ("A"..."Z").contains(character) || ("0"..."9").contains(character)
        }
        return character.properties.isAlphabetic || character.properties.numericType != nil
    }

    private static func shown(_ text: String) -> String { JSONValue.string(String(text.unicodeScalars.prefix(500))).text() }
}
