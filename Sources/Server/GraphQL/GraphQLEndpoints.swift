import HTTPTypes

/// What MLflow's own pages ask: some of the other operations, several at once, and of their answers only what is named.
enum GraphQLEndpoints {
    static let all = [
        Endpoint("graphql", .post, "graphql", in: .root, access: .signedIn) { .json(try await GraphQLAnswer.object($0)) },
        Endpoint("graphql", .get, "graphql", in: .root, access: .signedIn) { .json(try await GraphQLAnswer.object($0)) },
    ]
}
