import TouchstoneJSON
import Tracking

extension WebhookEventKind {
    /// The data of a delivery that only tries whether the webhook works.
    var exampleData: JSONObject {
        let thing = entity.hasPrefix("prompt") ? "prompt" : "model"
        let isVersion = entity.contains("version")
        var data: JSONObject = ["name": .string("example_\(thing)")]
        switch self {
        case .budgetPolicyExceeded:
            return [
                "budget_policy_id": "bp-abc123", "budget_unit": "USD", "budget_amount": 100.0, "current_spend": 105.5,
                "duration_unit": "MONTHS", "duration_value": 1, "target_scope": "ENDPOINT", "target_value": "ep-abc123",
                "workspace": "default", "window_start": 1_704_067_200_000,
            ]
        case .modelVersionAliasDeleted, .promptAliasDeleted:
            data["alias"] = "example_alias"
        case .modelVersionAliasCreated, .promptAliasCreated:
            data["alias"] = "example_alias"
            data["version"] = "1"
        case .modelVersionTagSet, .modelVersionTagDeleted, .promptTagSet, .promptTagDeleted, .promptVersionTagSet, .promptVersionTagDeleted:
            if isVersion { data["version"] = "1" }
            data["key"] = "example_key"
            if action == "set" { data["value"] = "example_value" }
        case .registeredModelCreated, .modelVersionCreated, .promptCreated, .promptVersionCreated:
            if isVersion { data["version"] = "1" }
            if self == .modelVersionCreated {
                data["source"] = "models:/123"
                data["run_id"] = "abcd1234abcd5678"
            }
            if self == .promptVersionCreated { data["template"] = "Hello {{name}}!" }
            data["tags"] = ["example_key": "example_value"]
            data["description"] = .string("An example " + entity.split(separator: "_").joined(separator: " "))
        }
        return data
    }
}
