import Hummingbird
import Tracking

/// One request as an endpoint sees it: its fields, who sent it, and what the server works with.
struct Call: Sendable {
    /// The fields of the message, those of the path included.
    let fields: Fields
    /// The request itself, for endpoints that read bodies or headers.
    let request: Request
    /// What the server works with.
    let resources: ServerResources
    /// Who sent the request; nil where nobody is asked.
    let caller: Caller?

    init(fields: Fields, request: Request, resources: ServerResources, caller: Caller?) {
        self.fields = fields
        self.request = request
        self.resources = resources
        self.caller = caller
    }

    /// The store.
    var store: TrackingStore { resources.store }
}
