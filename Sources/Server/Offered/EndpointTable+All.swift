extension EndpointTable {
    /// Every operation that the server offers, by area.
    static let all = EndpointTable(
        HealthEndpoints.all + MetricsEndpoint.all + ExperimentEndpoints.all + RunEndpoints.all + MetricEndpoints.all
            + LoggedModelEndpoints.all
            + ArtifactEndpoints.all + RegistryEndpoints.all + WebhookEndpoints.all + TraceEndpoints.all + EvaluationDatasetEndpoints.all
            + GraphQLEndpoints.all + AccessEndpoints.all + PageEndpoints.all + NotOffered.all)
}
