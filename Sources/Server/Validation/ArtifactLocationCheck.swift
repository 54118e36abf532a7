import Tracking

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where an experiment may keep its artifacts.
enum ArtifactLocationCheck {
    private static let mostCharacters = 2048

    /// The location, with a local path made absolute against the folder that the server was started in; nil for an empty one.
    static func location(
        _ text: String?, rules: ModelSourceRules = .init(), folder: String = workingFolder
    ) throws(MLflowError) -> String? {
        guard let text, !text.isEmpty else { return nil }
        if text.utf8.count > mostCharacters, text.unicodeScalars.count > mostCharacters {
            throw .invalid(
                "Invalid artifact path length. The length of the artifact path cannot be greater than \(mostCharacters) characters.")
        }
        guard !text.utf8.starts(with: "runs:".utf8) else {
            throw .invalid("Artifact location cannot be a runs:/ URI. Given: '\(text)'")
        }
        let last = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last
        guard !text.utf8.contains(UInt8(ascii: "#")), last?.contains(UInt8(ascii: ";")) != true, !text.utf8.contains(0) else {
            throw .invalid("'artifact_location' URL can't include fragments or params.")
        }
        if let refusal = rules.refusal(of: text, field: "artifact_location") { throw .invalid(refusal) }
        return absolute(text, in: folder)
    }

    /// A root as it is configured, with a local path made absolute.
    static func absolute(_ text: String, in folder: String = workingFolder) -> String {
        if let scheme = scheme(of: text) {
            let path = text.dropFirst(scheme.utf8.count + 1)
            return scheme == "file" && !path.utf8.starts(with: "/".utf8) ? "file://\(folder)/\(path)" : text
        }
        return text.utf8.first == UInt8(ascii: "/") ? text : "\(folder)/\(text)"
    }

    /// What stands before the first colon, if it is a scheme as RFC 3986 has them.
    private static func scheme(of text: String) -> String? {
        let name = text.utf8.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "/") }
        guard let first = name.first, name.endIndex != text.utf8.endIndex, text.utf8[name.endIndex] == UInt8(ascii: ":") else { return nil }
        let isLetter = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        let isFurther = { (byte: UInt8) in isLetter(byte) || isDigit(byte) || "+-.".utf8.contains(byte) }
        guard isLetter(first), name.allSatisfy(isFurther) else { return nil }
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    /// The folder that the server was started in.
    static let workingFolder: String = {
        guard let path = getcwd(nil, 0) else { return "" }
        defer { free(path) }
        let text = String(cString: path)
        return text == "/" ? "" : text
    }()
}
