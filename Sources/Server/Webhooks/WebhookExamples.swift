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
            return ["budget_policy_id": "bp-example", "budget_limit": 100.0, "current_spend": 105.5]
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
                data["source"] = "models:/m-0123456789abcdef0123456789abcdef"
                data["run_id"] = "0123456789abcdef0123456789abcdef"
            }
            if self == .promptVersionCreated { data["template"] = "Hello {{name}}!" }
            data["tags"] = ["example_key": "example_value"]
            data["description"] = "An example"
        }
        return data
    }
}
