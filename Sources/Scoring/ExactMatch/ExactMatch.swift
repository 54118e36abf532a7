/// Whether two texts have the same bytes, as MLflow's and OpenAI Evals' plain comparisons see it: nothing is normalised, so that
/// composed and decomposed letters differ.
public func isExactMatch(_ prediction: String, _ reference: String) -> Bool {
    prediction.utf8.elementsEqual(reference.utf8)
}
