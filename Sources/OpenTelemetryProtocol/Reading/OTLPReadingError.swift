/// Why bytes are no request of OpenTelemetry's protocol, in one sentence.
package struct OTLPReadingError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
