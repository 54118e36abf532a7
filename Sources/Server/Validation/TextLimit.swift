/// How many characters a text may have, counted as Unicode scalars, as MLflow counts them.
struct TextLimit: Sendable, Hashable {
    let most: Int

    /// Names of experiments.
    static let experimentName = TextLimit(most: 500)
    /// Names of params, metrics and tags.
    static let key = TextLimit(most: 250)
    /// Values of an experiment's tags.
    static let experimentTag = TextLimit(most: 20_000)
    /// Values of a run's params.
    static let param = TextLimit(most: 6000)
    /// Values of a run's tags.
    static let runTag = TextLimit(most: 8000)
    /// Values of a logged model's tags.
    static let modelTag = TextLimit(most: 100_000)
    static let datasetName = TextLimit(most: 500)
    static let datasetDigest = TextLimit(most: 36)
    static let datasetSchema = TextLimit(most: 1_048_575)
    static let datasetSource = TextLimit(most: 65_535)
    static let datasetProfile = TextLimit(most: 16_777_215)
    static let inputTagKey = TextLimit(most: 255)
    static let inputTagValue = TextLimit(most: 500)

    /// Throws when a text is longer; `field` is what the message calls it.
    func check(_ text: String, _ field: @autoclosure () -> String) throws(MLflowError) {
        guard isExceeded(by: text) else { return }
        throw .invalid("'\(field())' exceeds the maximum length of \(most) characters")
    }

    /// The text, or as much of its beginning as is allowed.
    func cut(_ text: String) -> String { isExceeded(by: text) ? String(text.unicodeScalars.prefix(most)) : text }

    private func isExceeded(by text: String) -> Bool { text.utf8.count > most && text.unicodeScalars.count > most }
}
