/// Datasets for evaluations, kept record by record, and registered scorers.
enum EvaluationDatasetEndpoints {
    static let all: [Endpoint] = []
}
