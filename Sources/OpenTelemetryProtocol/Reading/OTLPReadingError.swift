/// Why bytes are no request of OpenTelemetry's protocol, in one sentence.
package struct OTLPReadingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The sentence, fit to be shown to who sent the bytes.
    package let description: String

    init(_ description: String) { self.description = description }
}
