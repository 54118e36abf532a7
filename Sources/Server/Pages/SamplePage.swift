import Reporting
import TouchstoneJSON
import Tracking

/// One sample whole: what went in, what came out, what was expected, and every judgement with its reason.
struct SamplePage: Page {
    let run: Run
    let sample: SampleRecord
    let assessments: [Assessment]

    var title: String { "Sample " + (sample.sampleID ?? String(sample.position.index)) }

    private var parts: [(name: String, title: String, value: JSONValue?)] {
        [
            ("inputs", "Input", sample.inputs), ("outputs", "Answer", sample.outputs), ("expected", "Expected", sample.expected),
            ("metadata", "Metadata", sample.metadata.map(JSONValue.object)),
        ]
    }

    var json: JSONValue {
        var object: JSONObject = [
            "run_id": .string(run.id.rawValue), "index": JSONValue(sample.position.index), "epoch": JSONValue(sample.position.epoch),
            "sample_id": JSONValue(sample.sampleID), "error": JSONValue(sample.error),
        ]
        for part in parts { object[part.name] = part.value ?? .null }
        object["scores"] = scores.json
        return .object(object)
    }

    var csv: [UInt8] { scores.csv }

    private var scores: PageTable {
        var table = PageTable(columns: [
            .init("name", "Score"), .init("value", "Value"), .init("source", "By"), .init("rationale", "Reason"),
        ])
        table.rows = assessments.map { assessment in
            [
                .init(assessment.name), SampleTable.cell(assessment.value),
                .init(assessment.source.kind.rawValue + " " + assessment.source.id), .init(assessment.rationale ?? ""),
            ]
        }
        return table
    }

    func write(to writer: inout MarkupWriter) {
        PageFrame.heading(
            &writer, "Sample of a run", title, ["row \(sample.position.index)", "epoch \(sample.position.epoch)"] + calls,
            tone: sample.error == nil ? "plain" : "bad")
        writer.element("p") { writer in
            writer.text("In the run ")
            writer.element("a", ["href": "/runs/\(run.id)"], text: run.name)
        }
        if let error = sample.error { writer.element("p", ["class": "problem"], text: error) }
        for part in parts {
            guard let value = part.value, !value.isNull else { continue }
            PageFrame.section(&writer, part.name, part.title) { writer in
                if case .string(let text) = value {
                    writer.element("div", ["class": "block", "dir": "auto"], text: text)
                } else {
                    writer.element("div", ["class": "block json"], text: value.text(.init(indentation: 2)))
                }
            }
        }
        PageFrame.section(&writer, "scores", "Scores") { scores.write("Scores", ifEmpty: "Nobody has judged it.", to: &$0) }
    }

    private var calls: [String] {
        let call = sample.call
        return [
            call.latency.map { NumberText.duration($0 / 1000) }, call.inputTokens.map { NumberText.count($0) + " tokens in" },
            call.outputTokens.map { NumberText.count($0) + " tokens out" }, call.cost.map(NumberText.dollars),
            call.isCached ? "answered from the journal" : nil,
        ].compactMap { $0 }
    }
}
