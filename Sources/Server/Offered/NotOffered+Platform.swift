import HTTPTypes

extension NotOffered {
    /// Operations that MLflow's server has beside its published messages.
    static let platform = [
        Group(
            "Roles", "permissions are given to users one by one",
            [
                missing("createRole", .post, "roles/create"),
                missing("getRole", .get, "roles/get"),
                missing("listRoles", .get, "roles/list"),
                missing("updateRole", .patch, "roles/update"),
                missing("deleteRole", .delete, "roles/delete"),
                missing("addRolePermission", .post, "roles/permissions/add"),
                missing("removeRolePermission", .delete, "roles/permissions/remove"),
                missing("listRolePermissions", .get, "roles/permissions/list"),
                missing("updateRolePermission", .patch, "roles/permissions/update"),
                missing("assignRole", .post, "roles/assign"),
                missing("unassignRole", .delete, "roles/unassign"),
                missing("listRoleUsers", .get, "roles/users/list"),
            ]),
        Group(
            "Work in the server", "the server runs no code and calls no model for its users; `touchstone eval` and MLflow's client do",
            [
                missing("submitJob", .post, "ajax-api/3.0/jobs", in: .root),
                missing("getJob", .get, "ajax-api/3.0/jobs/:job_id", in: .root),
                missing("cancelJob", .patch, "ajax-api/3.0/jobs/cancel/:job_id", in: .root),
                missing("searchJobs", .post, "ajax-api/3.0/jobs/search", in: .root),
                missing("invokeScorer", .post, "scorer/invoke"),
                missing("invokeIssueDetection", .post, "issues/invoke"),
                missing("invokeGenaiEvaluate", .post, "genai/evaluate/invoke"),
                missing("getOnlineScoringConfigs", .get, "scorers/online-configs"),
                missing("updateOnlineScoringConfig", .put, "scorers/online-config"),
                missing("generateDemo", .post, "demo/generate"),
                missing("deleteDemo", .post, "demo/delete"),
            ]),
        Group(
            "The gateway itself", "calls of models: there is no gateway yet",
            [
                missing("callGateway", .post, "gateway/**", in: .root),
                missing("listGatewayRoutes", .get, "gateway/**", in: .root),
                missing("getGatewayProxy", .get, "gateway-proxy", in: .version2),
                missing("postGatewayProxy", .post, "gateway-proxy", in: .version2),
                missing("listSupportedProviders", .get, "gateway/supported-providers"),
                missing("listSupportedModels", .get, "gateway/supported-models"),
                missing("getProviderConfig", .get, "gateway/provider-config"),
                missing("getGatewaySecretsConfig", .get, "gateway/secrets/config"),
            ]),
        Group(
            "Registry of MCP servers", "nothing of Touchstone uses one",
            [
                missing("listMcpServers", .get, "mcp-servers"),
                missing("createMcpServer", .post, "mcp-servers"),
                missing("getMcpServer", .get, "mcp-servers/**"),
                missing("changeMcpServer", .post, "mcp-servers/**"),
                missing("updateMcpServer", .patch, "mcp-servers/**"),
                missing("deleteMcpServer", .delete, "mcp-servers/**"),
            ]),
    ]
}
