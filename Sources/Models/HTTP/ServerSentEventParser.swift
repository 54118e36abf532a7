/// One event of a stream: its name, when it has one, and its data.
struct ServerSentEvent: Sendable, Hashable {
    var name: String?
    var data: [UInt8]
}

/// A reader of server-sent events that takes bytes as they come, cut anywhere.
///
/// Follows the event stream format of the HTML standard: lines end with LF, CR LF or CR, several `data` lines are joined with LF, comments
/// and unknown fields are ignored, a byte order mark at the start is dropped. Events without data are not reported.
struct ServerSentEventParser: Sendable {
    /// Most bytes of one line and of one event's data.
    let limit: Int

    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var name: String?
    private var endedWithCR = false
    private var isFirstLine = true

    init(limit: Int = 16 << 20) { self.limit = limit }

    /// Takes the next bytes and gives the events they complete. Throws ``ModelError`` of kind `badResponse` beyond the limit.
    mutating func consume(_ bytes: UnsafeRawBufferPointer) throws(ModelError) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        var start = 0
        for offset in 0..<bytes.count {
            let byte = bytes[offset]
            guard byte == 0x0A || byte == 0x0D else { continue }
            let followsCR = endedWithCR && offset == start && line.isEmpty
            endedWithCR = byte == 0x0D
            if byte == 0x0A, followsCR {
                start = offset + 1
                continue
            }
            line.append(contentsOf: bytes[start..<offset])
            start = offset + 1
            if let event = try endLine() { events.append(event) }
        }
        if start < bytes.count {
            endedWithCR = false
            line.append(contentsOf: bytes[start...])
            try checkLimit(line.count)
        }
        return events
    }

    /// The event that the end of the stream cut off before its blank line; nil when there is none.
    mutating func finish() throws(ModelError) -> ServerSentEvent? {
        if !line.isEmpty, let event = try endLine() { return event }
        return dispatch()
    }

    private mutating func endLine() throws(ModelError) -> ServerSentEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        var content = line[...]
        if isFirstLine {
            isFirstLine = false
            if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        }
        if content.isEmpty { return dispatch() }
        let colon = content.firstIndex(of: UInt8(ascii: ":")) ?? content.endIndex
        var value = content[min(colon + 1, content.endIndex)...]
        if value.first == 0x20 { value = value.dropFirst() }
        try field(content[..<colon], value)
        return nil
    }

    private mutating func field(_ field: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) throws(ModelError) {
        if field.elementsEqual("data".utf8) {
            if hasData { data.append(0x0A) }
            hasData = true
            data.append(contentsOf: value)
            try checkLimit(data.count)
        } else if field.elementsEqual("event".utf8) {
            name = String(decoding: value, as: UTF8.self)
        }
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            name = nil
            hasData = false
        }
        guard hasData else { return nil }
        let event = ServerSentEvent(name: name, data: data)
        data = []
        return event
    }

    private func checkLimit(_ count: Int) throws(ModelError) {
        guard count <= limit else { throw ModelError(.badResponse, "the stream holds an event of more than \(limit) bytes") }
    }
}
