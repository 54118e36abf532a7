/// A version that is to be registered.
package struct NewModelVersion: Sendable {
    package var model: String
    package var source: String
    /// The run that made it; nil when the client does not say.
    package var runID: String?
    package var runLink: String?
    package var description: String?
    /// The logged model that it is; nil when the client does not say.
    package var modelID: String?
    package var tags: [NamedText]

    package init(
        of model: String, source: String, runID: String? = nil, runLink: String? = nil, description: String? = nil,
        modelID: String? = nil, tags: [NamedText] = []
    ) {
        self.model = model
        self.source = source
        self.runID = runID
        self.runLink = runLink
        self.description = description
        self.modelID = modelID
        self.tags = tags
    }
}
