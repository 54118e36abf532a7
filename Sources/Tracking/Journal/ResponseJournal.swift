package import TouchstoneJSON

/// A model's answer as it was paid for.
package struct JournalEntry: Sendable, Hashable {
    /// What the call was made of, as a digest: provider, model, parameters, messages, epoch.
    package var contentKey: String
    package var response: JSONValue
    package var provider: String
    package var model: String
    package var created: Timestamp

    package init(contentKey: String, response: JSONValue, provider: String, model: String, created: Timestamp = .now) {
        self.contentKey = contentKey
        self.response = response
        self.provider = provider
        self.model = model
        self.created = created
    }
}

extension TrackingStore {
    /// The answer that is journalled under a content key; nil when the call has not been paid yet. Cheap from many tasks at once.
    package func journalledResponse(for contentKey: String) async throws -> JournalEntry? {
        try await lookup { connection in
            try connection.first("\(Self.journalQuery) = ?", [.text(contentKey)]) { try JournalEntry(&$0) }
        }
    }

    /// The answers that are journalled under any of the content keys, in no order.
    package func journalledResponses(for contentKeys: [String]) async throws -> [JournalEntry] {
        guard !contentKeys.isEmpty else { return [] }
        return try await read { connection in
            let places = repeatElement("?", count: contentKeys.count).joined(separator: ", ")
            return try connection.all("\(Self.journalQuery) IN (\(places))", contentKeys.map(SQLValue.text)) { try JournalEntry(&$0) }
        }
    }

    private static var journalQuery: String {
        "SELECT content_key, response, provider, model, creation_time FROM response_journal WHERE content_key"
    }

    /// Journals an answer; durable on return, and cheap from many tasks at once.
    ///
    /// The first answer under a key stays, unless it is older than the given time.
    nonisolated(nonsending) package func journal(
        _ entry: JournalEntry, replacingBefore time: Timestamp? = nil, gathering gatheringTime: Duration? = nil
    ) async throws {
        try await write(gathering: gatheringTime) { connection in
            _ = try connection.execute(
                """
                INSERT INTO response_journal (content_key, response, provider, model, creation_time) VALUES (?, ?, ?, ?, ?) \
                ON CONFLICT (content_key) DO UPDATE SET response = excluded.response, creation_time = excluded.creation_time \
                WHERE response_journal.creation_time < ?
                """,
                [
                    .text(entry.contentKey), .text(entry.response.text()), .text(entry.provider), .text(entry.model),
                    .integer(entry.created.rawValue), .integer(time?.rawValue ?? .min),
                ])
        }
    }
}

extension JournalEntry {
    fileprivate init(_ columns: inout SQLColumns) throws {
        contentKey = try columns.text()
        response = try columns.optionalJSON() ?? .null
        provider = try columns.text()
        model = try columns.text()
        created = try columns.timestamp()
    }
}
