import TouchstoneJSON

/// What is noted about a run at once: all of it or nothing.
package struct RunNotes: Sendable, Hashable {
    /// Values of metrics; one that names a logged model is kept for that model too.
    package var metrics: [Metric]
    /// Settings; their names differ from one another.
    package var params: [NamedText]
    /// Tags; of two of one name the later counts.
    package var tags: [NamedText]

    package init(metrics: [Metric] = [], params: [NamedText] = [], tags: [NamedText] = []) {
        self.metrics = metrics
        self.params = params
        self.tags = tags
    }
}

extension RunNotes {
    /// So many things are written in a millisecond or so.
    static let briefCount = 200

    /// How many things are noted.
    fileprivate var count: Int { metrics.count + params.count + tags.count }
}

extension TrackingStore {
    /// Notes metrics, params and tags of an active run, all or none.
    ///
    /// Throws when there is no such run or it is deleted, when a metric names a logged model that does not exist, and
    /// ``TrackingError/paramsChanged(_:)`` when a param has another value already.
    package func record(_ notes: RunNotes, in id: RunID) async throws {
        try await write(isBrief: notes.count <= RunNotes.briefCount) { connection in
            let key = try Run.activeKey(of: id, connection)
            try Run.addParams(notes.params, to: key, connection)
            try Metric.insert(notes.metrics, to: key, connection)
            try LoggedModel.insert(notes.metrics, from: key, connection)
            try Run.setTags(ByName(notes.tags.map { ($0.name, $0.value) }), of: key, connection)
        }
    }
}
