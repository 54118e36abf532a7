/// Files of runs and logged models, listed, sent and taken.
enum ArtifactEndpoints {
    static let all: [Endpoint] = []
}
