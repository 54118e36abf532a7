import TouchstoneJSON

extension ReportFormat {
    /// The writer of a run in this format; feed it the samples.
    package func document(_ report: RunReport, _ options: Options = Options()) -> any ReportDocument {
        switch self {
        case .table: TerminalRunReport(report, style: options.terminal)
        case .json: JSONRunReport(report)
        case .markdown: MarkdownRunReport(report)
        case .html: HTMLRunReport(report, textLimit: options.htmlTextLimit)
        case .junit: JUnitRunReport(report)
        case .csv: CSVRunReport(report, formulaSafe: options.csvFormulaSafe)
        }
    }

    /// Comparisons in this format, all against the same baseline or each against its own.
    package func text(_ comparisons: [ComparisonReport], _ options: Options = Options()) -> [UInt8] {
        switch self {
        case .table:
            let texts = comparisons.map { TerminalComparison(report: $0, style: options.terminal).text }
            return Array(texts.joined(separator: "\n").utf8)
        case .json: return ComparisonReport.document(comparisons).encoded(.init(indentation: 2)) + [0x0A]
        case .markdown: return Array(comparisons.map { MarkdownComparison($0).text }.joined(separator: "\n").utf8)
        case .html: return HTMLComparison(comparisons, textLimit: options.htmlTextLimit).bytes
        case .junit: return JUnitComparison(comparisons).bytes
        case .csv: return CSVComparison(comparisons, formulaSafe: options.csvFormulaSafe).bytes
        }
    }
}
