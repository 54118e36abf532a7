import TouchstoneJSON

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension OTLPResourceSpans {
    init(_ object: OTLPObject) throws(OTLPReadingError) {
        self.init()
        if let value = try object.object("resource") { resource.attributes = try value.attributes() }
        schemaURL = try object.text("schemaUrl")
        for value in try object.list("scopeSpans") { scopeSpans.append(try OTLPScopeSpans(value)) }
    }
}

extension OTLPScopeSpans {
    init(_ object: OTLPObject) throws(OTLPReadingError) {
        self.init()
        if let value = try object.object("scope") {
            scope.name = try value.text("name")
            scope.version = try value.text("version")
            scope.attributes = try value.attributes()
        }
        schemaURL = try object.text("schemaUrl")
        for value in try object.list("spans") { spans.append(try OTLPSpan(value)) }
    }
}

extension OTLPSpan {
    init(_ object: OTLPObject) throws(OTLPReadingError) {
        self.init()
        traceID = Data(try object.identifier("traceId", 16))
        spanID = Data(try object.identifier("spanId", 8))
        parentSpanID = Data(try object.identifier("parentSpanId", 8))
        traceState = try object.text("traceState")
        name = try object.text("name")
        kind = try object.choice("kind") { SpanKind(rawValue: $0) } ?? .unspecified
        startTimeUnixNano = try object.integer("startTimeUnixNano")
        endTimeUnixNano = try object.integer("endTimeUnixNano")
        attributes = try object.attributes()
        droppedAttributesCount = try object.integer("droppedAttributesCount")
        droppedEventsCount = try object.integer("droppedEventsCount")
        droppedLinksCount = try object.integer("droppedLinksCount")
        flags = try object.integer("flags")
        for value in try object.list("events") { events.append(try Event(value)) }
        for value in try object.list("links") { links.append(try Link(value)) }
        if let value = try object.object("status") {
            status.message = try value.text("message")
            let names: [String: OTLPStatus.StatusCode] = ["STATUS_CODE_OK": .ok, "STATUS_CODE_ERROR": .error]
            status.code = try value.choice("code", names) { OTLPStatus.StatusCode(rawValue: $0) } ?? .unset
        }
    }
}

extension OTLPSpan.Event {
    init(_ object: OTLPObject) throws(OTLPReadingError) {
        self.init()
        timeUnixNano = try object.integer("timeUnixNano")
        name = try object.text("name")
        attributes = try object.attributes()
        droppedAttributesCount = try object.integer("droppedAttributesCount")
    }
}

extension OTLPSpan.Link {
    init(_ object: OTLPObject) throws(OTLPReadingError) {
        self.init()
        traceID = Data(try object.identifier("traceId", 16))
        spanID = Data(try object.identifier("spanId", 8))
        traceState = try object.text("traceState")
        attributes = try object.attributes()
        droppedAttributesCount = try object.integer("droppedAttributesCount")
        flags = try object.integer("flags")
    }
}

extension OTLPAnyValue {
    init(_ object: OTLPObject) throws(OTLPReadingError) {
        self.init()
        if object.value("stringValue") != nil {
            stringValue = try object.text("stringValue")
        } else if let value = object.value("boolValue") {
            guard case .bool(let flag) = value else { throw OTLPReadingError("boolValue must be true or false") }
            boolValue = flag
        } else if object.value("intValue") != nil {
            intValue = try object.integer("intValue")
        } else if let value = object.value("doubleValue") {
            doubleValue = try Self.double(value)
        } else if let value = try object.object("arrayValue") {
            arrayValue = OTLPArrayValue()
            for element in try value.list("values") { arrayValue.values.append(try OTLPAnyValue(element)) }
        } else if let value = try object.object("kvlistValue") {
            kvlistValue = OTLPKeyValueList()
            kvlistValue.values = try value.attributes("values")
        } else if object.value("bytesValue") != nil {
            guard let data = Data(base64Encoded: try object.text("bytesValue")) else {
                throw OTLPReadingError("bytesValue must be base64")
            }
            bytesValue = data
        }
    }

    private static func double(_ value: JSONValue) throws(OTLPReadingError) -> Double {
        if let number = value.doubleValue { return number }
        switch value.stringValue {
        case "NaN": return .nan
        case "Infinity": return .infinity
        case "-Infinity": return -.infinity
        case let text?: if let number = Double(text) { return number }
        case nil: break
        }
        throw OTLPReadingError("doubleValue must be a number")
    }
}

extension OTLPObject {
    /// A list of named values.
    func attributes(_ field: String = "attributes") throws(OTLPReadingError) -> [OTLPKeyValue] {
        var attributes: [OTLPKeyValue] = []
        for element in try list(field) {
            var attribute = OTLPKeyValue()
            attribute.key = try element.text("key")
            if let value = try element.object("value") { attribute.value = try OTLPAnyValue(value) }
            attributes.append(attribute)
        }
        return attributes
    }

    /// One of an enumeration's values by its number; of names, which clients should not send, those that are given count too.
    func choice<Choice>(
        _ field: String, _ names: [String: Choice] = [:], _ make: (Int) -> Choice?
    ) throws(OTLPReadingError) -> Choice? {
        if case .string(let text)? = value(field), Int(text) == nil { return names[text] }
        return make(try integer(field))
    }
}
