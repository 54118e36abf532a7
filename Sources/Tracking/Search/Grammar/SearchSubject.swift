import TouchstoneJSON

/// What a key of a search belongs to, by the name that messages give it.
enum SearchSubject: String, Sendable, Hashable {
    case attribute
    case tag
    case parameter
    case metric
    case dataset
    case metadata = "request_metadata"
    case span
    case feedback
    case expectation
    case issue
}

/// A key and what it belongs to.
struct SearchName: Sendable {
    let subject: SearchSubject
    let key: String
}

extension SearchName: Hashable {
    static func == (left: SearchName, right: SearchName) -> Bool { left.subject == right.subject && left.key.isExactly(right.key) }

    func hash(into hasher: inout Hasher) {
        hasher.combine(subject)
        hasher.combine(ExactText(key))
    }
}

/// The words that one kind of search understands before the first dot of a name, and the keys that need no such word.
struct SearchWords: Sendable {
    /// What each word before a dot stands for.
    let subjects: [String: SearchSubject]
    /// The attributes that filters know.
    let attributes: Set<String>
    /// The attributes that can be ordered by.
    let orderAttributes: Set<String>
    /// What a name with an unknown word is answered with.
    let unknownSubject: @Sendable (String) -> String

    /// The key that a name in a filter or an order means.
    func name(_ written: String, isOrder: Bool = false) throws(SearchError) -> SearchName {
        let bytes = written.utf8
        let known = isOrder ? orderAttributes : attributes
        guard let dot = bytes.firstIndex(of: UInt8(ascii: ".")) else { return try attribute(SearchQuotes.key(written), known) }
        let word = SearchQuotes.name(String(written[..<dot]))
        let key = SearchQuotes.key(String(written[bytes.index(after: dot)...]))
        guard let subject = subjects[word] else { throw SearchError(unknownSubject(SearchError.shown(word))) }
        return subject == .attribute ? try attribute(key, known) : SearchName(subject: subject, key: key)
    }

    private func attribute(_ key: String, _ known: Set<String>) throws(SearchError) -> SearchName {
        guard known.contains(key) else {
            throw SearchError(
                "Invalid attribute key '\(SearchError.shown(key))' specified. Valid keys are '\(SearchError.list(known))'")
        }
        return SearchName(subject: .attribute, key: key)
    }
}
