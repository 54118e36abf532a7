import HTTPTypes
import Hummingbird

/// Refuses requests that a stranger's web page could have made: those that name a foreign host, as DNS rebinding does, and those that
/// change something on behalf of a foreign origin.
enum OriginCheck {
    /// Throws ``Refusal`` when the request must not be served. The access engineer completes this.
    static func check(_ request: Request) throws {}
}
