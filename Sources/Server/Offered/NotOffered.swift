import HTTPTypes
import Tracking

/// The operations of MLflow's server that Touchstone does not offer, each answered with 501 in MLflow's form; the documentation lists
/// them from here.
enum NotOffered {
    /// Operations that are missing for one reason.
    struct Group: Sendable {
        let title: String
        /// Why they are not offered.
        let reason: String
        let endpoints: [Endpoint]

        init(_ title: String, _ reason: String, _ endpoints: [Endpoint]) {
            self.title = title
            self.reason = reason
            self.endpoints = endpoints
        }
    }

    static let all = groups.flatMap(\.endpoints)

    static func missing(
        _ name: String, _ method: HTTPRequest.Method, _ path: String, in prefix: Endpoint.Prefix = .version3,
        access: AccessRule = .signedIn
    ) -> Endpoint {
        // Whoever may not do it at all is told so first, as by a server that offers it; only then does the body matter.
        Endpoint(name, method, path, in: prefix, access: access, body: access == .signedIn ? .stream : .message) { _ in
            throw MLflowError(.notImplemented, "Touchstone does not offer \(name); docs/mlflow-compatibility.md says what it offers.")
        }
    }
}

extension NotOffered {
    /// What is left out, in groups.
    static let groups = messages + platform

    /// Operations of MLflow's published messages.
    private static let messages = [
        Group(
            "Administration of the gateway", "keys and routes of models: there is no gateway yet",
            [
                missing("createGatewaySecret", .post, "gateway/secrets/create"),
                missing("getGatewaySecretInfo", .get, "gateway/secrets/get"),
                missing("updateGatewaySecret", .post, "gateway/secrets/update"),
                missing("deleteGatewaySecret", .delete, "gateway/secrets/delete"),
                missing("listGatewaySecretInfos", .get, "gateway/secrets/list"),
                missing("createGatewayEndpoint", .post, "gateway/endpoints/create"),
                missing("getGatewayEndpoint", .get, "gateway/endpoints/get"),
                missing("updateGatewayEndpoint", .post, "gateway/endpoints/update"),
                missing("deleteGatewayEndpoint", .delete, "gateway/endpoints/delete"),
                missing("listGatewayEndpoints", .get, "gateway/endpoints/list"),
                missing("createGatewayModelDefinition", .post, "gateway/model-definitions/create"),
                missing("getGatewayModelDefinition", .get, "gateway/model-definitions/get"),
                missing("listGatewayModelDefinitions", .get, "gateway/model-definitions/list"),
                missing("updateGatewayModelDefinition", .post, "gateway/model-definitions/update"),
                missing("deleteGatewayModelDefinition", .delete, "gateway/model-definitions/delete"),
                missing("attachModelToEndpoint", .post, "gateway/endpoints/models/attach"),
                missing("detachModelFromEndpoint", .post, "gateway/endpoints/models/detach"),
                missing("createEndpointBinding", .post, "gateway/endpoints/bindings/create"),
                missing("deleteEndpointBinding", .delete, "gateway/endpoints/bindings/delete"),
                missing("listEndpointBindings", .get, "gateway/endpoints/bindings/list"),
                missing("setGatewayEndpointTag", .post, "gateway/endpoints/set-tag"),
                missing("deleteGatewayEndpointTag", .delete, "gateway/endpoints/delete-tag"),
                missing("createBudgetPolicy", .post, "gateway/budgets/create"),
                missing("getBudgetPolicy", .get, "gateway/budgets/get"),
                missing("updateBudgetPolicy", .post, "gateway/budgets/update"),
                missing("deleteBudgetPolicy", .delete, "gateway/budgets/delete"),
                missing("listBudgetPolicies", .get, "gateway/budgets/list"),
                missing("listBudgetWindows", .get, "gateway/budgets/windows"),
                missing("createGatewayGuardrail", .post, "gateway/guardrails/create"),
                missing("getGatewayGuardrail", .get, "gateway/guardrails/get"),
                missing("deleteGatewayGuardrail", .delete, "gateway/guardrails/delete"),
                missing("listGatewayGuardrails", .get, "gateway/guardrails/list"),
                missing("addGuardrailToEndpoint", .post, "gateway/guardrails/add-to-endpoint"),
                missing("removeGuardrailFromEndpoint", .delete, "gateway/guardrails/remove-from-endpoint"),
                missing("listEndpointGuardrailConfigs", .get, "gateway/guardrails/list-for-endpoint"),
                missing("updateEndpointGuardrailConfig", .patch, "gateway/guardrails/update-config"),
            ]),
        Group(
            "Workspaces", "a store is one workspace",
            [
                missing("listWorkspaces", .get, "workspaces"),
                missing("createWorkspace", .post, "workspaces"),
                missing("getWorkspace", .get, "workspaces/:workspace_name"),
                missing("updateWorkspace", .patch, "workspaces/:workspace_name"),
                missing("deleteWorkspace", .delete, "workspaces/:workspace_name"),
            ]),
        Group(
            "Issues, label schemas and review queues", "there are no pages for annotation yet",
            [
                missing("createIssue", .post, "issues"),
                missing("updateIssue", .patch, "issues/:issue_id"),
                missing("getIssue", .get, "issues/:issue_id"),
                missing("searchIssues", .post, "issues/search"),
                missing("createLabelSchema", .post, "label-schemas/create"),
                missing("getLabelSchema", .get, "label-schemas/get"),
                missing("getLabelSchemaByName", .get, "label-schemas/get-by-name"),
                missing("listLabelSchemas", .get, "label-schemas/list"),
                missing("updateLabelSchema", .patch, "label-schemas/update"),
                missing("deleteLabelSchema", .delete, "label-schemas/delete"),
                missing("createReviewQueue", .post, "review-queues/create"),
                missing("getOrCreateUserQueue", .post, "review-queues/get-or-create-user"),
                missing("getReviewQueue", .get, "review-queues/get"),
                missing("getReviewQueueByName", .get, "review-queues/get-by-name"),
                missing("listReviewQueues", .get, "review-queues/list"),
                missing("updateReviewQueue", .post, "review-queues/update"),
                missing("deleteReviewQueue", .post, "review-queues/delete"),
                missing("addItemsToReviewQueue", .post, "review-queues/items/add"),
                missing("removeItemsFromReviewQueue", .post, "review-queues/items/remove"),
                missing("listReviewQueueItems", .get, "review-queues/items/list"),
                missing("setReviewQueueItemStatus", .post, "review-queues/items/set-status"),
            ]),
        Group(
            "Prompt optimization", "jobs that rewrite prompts with a model",
            [
                missing(
                    "createPromptOptimizationJob", .post, "prompt-optimization/jobs",
                    access: .on(.experiment(field: "experiment_id"), .edit)),
                missing("getPromptOptimizationJob", .get, "prompt-optimization/jobs/:job_id"),
                missing(
                    "searchPromptOptimizationJobs", .post, "prompt-optimization/jobs/search",
                    access: .on(.experiment(field: "experiment_id"), .read)),
                missing(
                    "searchPromptOptimizationJobs", .get, "prompt-optimization/jobs/search",
                    access: .on(.experiment(field: "experiment_id"), .read)),
                missing("cancelPromptOptimizationJob", .post, "prompt-optimization/jobs/:job_id/cancel"),
                missing("deletePromptOptimizationJob", .delete, "prompt-optimization/jobs/:job_id"),
            ]),
        Group(
            "Traces elsewhere", "traces that lie in tables of another platform",
            [
                missing("searchUnifiedTraceHandler", .get, "unified-traces", in: .version2),
                missing("getOnlineTraceDetails", .get, "get-online-trace-details", in: .version2),
            ]),
        Group(
            "Addresses for direct transfer", "artifacts go through the server, which says so in its server-info",
            [
                missing(
                    "createPresignedUploadUrl", .post, "artifacts/presigned-upload-url", in: .version2,
                    access: .on(.run(field: "run_id"), .edit)),
                missing(
                    "createPresignedDownloadUrl", .post, "artifacts/presigned-download-url", in: .version2,
                    access: .on(.run(field: "run_id"), .read)),
            ]),
    ]
}
