import SwiftProtobuf
import TouchstoneJSON

extension OTLPExportTraceServiceRequest {
    /// Most messages within messages that one request may hold: small bytes must not become large memory.
    package static let mostParts = 1_000_000

    /// Reads a request in protocol buffers.
    package init(protobuf bytes: [UInt8]) throws(OTLPReadingError) {
        guard try OTLPPartCount.count(bytes) <= Self.mostParts else {
            throw OTLPReadingError("the request has more than \(Self.mostParts) parts; send fewer spans at once")
        }
        do {
            self = try OTLPExportTraceServiceRequest(serializedBytes: bytes)
        } catch {
            throw OTLPReadingError("the bytes are no export request")
        }
    }

    /// Reads a request in JSON, where identifiers are hexadecimal digits.
    package init(json bytes: [UInt8]) throws(OTLPReadingError) {
        let value: JSONValue
        do {
            value = try JSONParser(options: .init(maximumDepth: 400)).parse(bytes)
        } catch {
            throw OTLPReadingError("the body is not JSON: \(error)")
        }
        let object = try OTLPObject(value, "the request")
        resourceSpans = try object.list("resourceSpans").map(OTLPResourceSpans.init)
    }
}
