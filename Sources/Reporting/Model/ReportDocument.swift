/// A report that is written while its samples come: opening, then one piece per sample, then closing.
///
/// Pieces may be empty while a writer gathers; whatever a writer holds back is bounded, whatever the number of samples.
package protocol ReportDocument: Sendable {
    /// The text before the first sample.
    mutating func opening() -> [UInt8]
    /// The text for the next sample.
    mutating func next(_ sample: SampleReport) -> [UInt8]
    /// The text after the last sample.
    mutating func closing() -> [UInt8]
}

extension ReportDocument {
    /// Writes the whole document for samples that are at hand.
    package mutating func write(_ samples: some Sequence<SampleReport>, to sink: ([UInt8]) throws -> Void) rethrows {
        try sink(opening())
        for sample in samples {
            let piece = next(sample)
            if !piece.isEmpty { try sink(piece) }
        }
        try sink(closing())
    }
}
