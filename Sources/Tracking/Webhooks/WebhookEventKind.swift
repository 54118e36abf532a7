/// What a webhook can be told of, as MLflow names it: an entity and what happened to it.
package enum WebhookEventKind: String, Sendable, Hashable, CaseIterable {
    case registeredModelCreated = "registered_model.created"
    case modelVersionCreated = "model_version.created"
    case modelVersionTagSet = "model_version_tag.set"
    case modelVersionTagDeleted = "model_version_tag.deleted"
    case modelVersionAliasCreated = "model_version_alias.created"
    case modelVersionAliasDeleted = "model_version_alias.deleted"
    case promptCreated = "prompt.created"
    case promptVersionCreated = "prompt_version.created"
    case promptTagSet = "prompt_tag.set"
    case promptTagDeleted = "prompt_tag.deleted"
    case promptVersionTagSet = "prompt_version_tag.set"
    case promptVersionTagDeleted = "prompt_version_tag.deleted"
    case promptAliasCreated = "prompt_alias.created"
    case promptAliasDeleted = "prompt_alias.deleted"
    /// Known so that clients can subscribe; there are no budgets here, so it never happens.
    case budgetPolicyExceeded = "budget_policy.exceeded"
}

extension WebhookEventKind {
    /// What it happened to, such as `model_version_tag`.
    package var entity: String { String(rawValue.prefix { $0 != "." }) }

    /// What happened, such as `set`.
    package var action: String { String(rawValue.drop { $0 != "." }.dropFirst()) }

    /// The event of an entity and an action; nil when there is none.
    package init?(entity: String, action: String) { self.init(rawValue: "\(entity).\(action)") }
}
