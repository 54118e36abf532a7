/// Counts the messages within a message before they are made, so that a short text that means a million empty spans is refused.
enum OTLPPartCount {
    /// The messages whose parts are counted.
    private enum Message {
        case request, resourceSpans, resource, scopeSpans, scope, span, event, link, keyValue, anyValue, arrayValue, keyValueList

        /// The kind of message in a field; nil for fields that hold none.
        func part(_ field: UInt64) -> Message? {
            switch (self, field) {
            case (.request, 1): .resourceSpans
            case (.resourceSpans, 1): .resource
            case (.resourceSpans, 2): .scopeSpans
            case (.resource, 1), (.scope, 3), (.span, 9), (.event, 3), (.link, 4), (.keyValueList, 1): .keyValue
            case (.scopeSpans, 1): .scope
            case (.scopeSpans, 2): .span
            case (.span, 11): .event
            case (.span, 13): .link
            case (.keyValue, 2), (.arrayValue, 1): .anyValue
            case (.anyValue, 5): .arrayValue
            case (.anyValue, 6): .keyValueList
            default: nil
            }
        }
    }

    /// The number of messages in a request; counting ends soon after there are too many.
    static func count(_ bytes: [UInt8]) throws(OTLPReadingError) -> Int {
        var count = 0
        var pending: [(message: Message, range: Range<Int>, depth: Int)] = [(.request, 0..<bytes.count, 0)]
        while let (message, range, depth) = pending.popLast(), count <= OTLPExportTraceServiceRequest.mostParts {
            var reader = Reader(bytes: bytes, position: range.lowerBound, end: range.upperBound)
            while reader.position < reader.end {
                guard let (field, content) = try reader.field(), let part = message.part(field) else { continue }
                guard depth < 100 else { throw OTLPReadingError("the request is nested too deeply") }
                count += 1
                if count > OTLPExportTraceServiceRequest.mostParts { break }
                if !content.isEmpty { pending.append((part, content, depth + 1)) }
            }
        }
        return count
    }

    /// Goes over the fields of one message.
    private struct Reader {
        let bytes: [UInt8]
        var position: Int
        let end: Int

        private static let malformed = OTLPReadingError("the bytes are no export request")

        private mutating func varint() throws(OTLPReadingError) -> UInt64 {
            var value: UInt64 = 0
            var shift: UInt64 = 0
            while position < end, shift < 70 {
                let byte = bytes[position]
                position += 1
                value |= shift < 64 ? UInt64(byte & 0x7F) << shift : 0
                if byte < 0x80 { return value }
                shift += 7
            }
            throw Self.malformed
        }

        private mutating func skip(_ count: UInt64) throws(OTLPReadingError) {
            guard count <= UInt64(end - position) else { throw Self.malformed }
            position += Int(count)
        }

        /// The next field that holds bytes, with where they are; nil for another kind of field.
        mutating func field() throws(OTLPReadingError) -> (UInt64, Range<Int>)? {
            let tag = try varint()
            switch tag & 7 {
            case 0: _ = try varint()
            case 1: try skip(8)
            case 5: try skip(4)
            case 2:
                let count = try varint()
                let start = position
                try skip(count)
                return (tag >> 3, start..<position)
            default: throw Self.malformed
            }
            return nil
        }
    }
}
