import Reporting
import TouchstoneJSON
import Tracking

/// A page's worth of a run's samples with their scores, in the order of the data.
struct SampleTable: Sendable {
    /// Samples on one page.
    static let pageSize = 50
    private static let previewLength = 160

    let table: PageTable
    /// The place after which the next page begins, `index.epoch`; nil at the end.
    let next: String?

    /// A table of samples, of which the last one too many only says that there is a next page.
    init(of run: String, _ samples: [SampleRecord], _ assessments: [Assessment]) {
        let shown = samples.prefix(Self.pageSize)
        var scores: [SamplePosition: [String: AssessmentValue]] = [:]
        for assessment in assessments {
            if case .sample(_, let position) = assessment.target { scores[position, default: [:]][assessment.name] = assessment.value }
        }
        let names = Set(scores.values.flatMap(\.keys)).sorted()
        var table = PageTable(
            columns: [.init("sample", "Sample"), .init("epoch", "Epoch"), .init("input", "Input"), .init("answer", "Answer")]
                + names.map { .init($0) })
        table.rows = shown.map { sample in
            let place = sample.position
            let link = "/runs/\(run)/samples/\(place.index)" + (place.epoch > 0 ? "?epoch=\(place.epoch)" : "")
            return [
                .init(sample.sampleID ?? String(place.index), link: link), .init(place.epoch), .init(Self.preview(sample.inputs)),
                .init(sample.error.map { "error: " + $0 } ?? Self.preview(sample.outputs)),
            ] + names.map { Self.cell(scores[place]?[$0]) }
        }
        self.table = table
        next = samples.count > Self.pageSize ? shown.last.map { "\($0.position.index).\($0.position.epoch)" } : nil
    }

    private static func preview(_ value: JSONValue?) -> String {
        guard let text = value?.preview else { return "" }
        return text.count > previewLength ? text.prefix(previewLength) + "…" : text
    }

    /// A score as a cell of a table.
    static func cell(_ value: AssessmentValue?) -> PageTable.Cell {
        switch value {
        case nil: .init("")
        case .number(let number): .init(number)
        case .bool(let flag): .init(flag, shownAs: flag ? "✓ pass" : "✗ fail")
        case .text(let text): .init(text)
        case .json(let value): .init(value.text())
        case .unscored(let reason): .init("unscored: " + reason)
        case .failed(let error): .init("error: " + error)
        }
    }

    func write(of run: String, to writer: inout MarkupWriter) {
        table.write("Samples", ifEmpty: "No samples.", to: &writer)
        guard let next else { return }
        writer.element("nav", ["class": "pager", "aria-label": "More samples"]) { writer in
            writer.element("a", ["href": "/runs/\(run)?after=\(next)#samples", "rel": "next"], text: "Next samples →")
        }
    }

    /// The place that a link names; nil for none. Throws when it is no place.
    static func position(_ text: String?) throws(MLflowError) -> SamplePosition? {
        guard let text, !text.isEmpty else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let index = parts[0], let epoch = parts[1] else {
            throw .invalid("Invalid value '\(text)' for parameter 'after' supplied. It must be like 49.0.")
        }
        return SamplePosition(index: index, epoch: epoch)
    }
}
