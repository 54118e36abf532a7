import TouchstoneJSON

/// A run as one JSON document, with its samples one a line as the last member.
struct JSONRunReport: ReportDocument {
    let report: RunReport
    private var hasSamples = false

    init(_ report: RunReport) { self.report = report }

    mutating func opening() -> [UInt8] {
        var bytes = JSONValue.object(report.json).encoded(.init(indentation: 2))
        bytes.removeLast(2)
        bytes.append(contentsOf: ",\n  \"samples\": [".utf8)
        return bytes
    }

    mutating func next(_ sample: SampleReport) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(raw: (hasSamples ? ",\n    " : "\n    ").utf8)
        writer.write(.object(sample.json))
        hasSamples = true
        return writer.bytes
    }

    mutating func closing() -> [UInt8] { Array((hasSamples ? "\n  ]\n}\n" : "]\n}\n").utf8) }
}
