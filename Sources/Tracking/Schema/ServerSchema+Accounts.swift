extension ServerSchema {
    /// Users, tokens, permissions and the audit log.
    static func accounts(_ dialect: SQLDialect) -> [String] {
        // permission is READ, EDIT, MANAGE or NO_PERMISSIONS.
        [
            FirstSchema.table(
                dialect, "account", "id \(dialect.countedKey)", "name #t NOT NULL UNIQUE", "password_hash #t",
                "is_administrator #i NOT NULL", "creation_time #i NOT NULL"),
            FirstSchema.table(
                dialect, "account_token", "digest #t NOT NULL PRIMARY KEY",
                "account_id #i NOT NULL REFERENCES account (id) ON DELETE CASCADE", "label #t NOT NULL", "creation_time #i NOT NULL",
                "expiry_time #i"),
            "CREATE INDEX account_token_by_account ON account_token (account_id)",
            FirstSchema.table(
                dialect, "experiment_grant", clustered: true, "account_id #i NOT NULL REFERENCES account (id) ON DELETE CASCADE",
                "experiment_id #i NOT NULL REFERENCES experiment (id)", "permission #t NOT NULL",
                "PRIMARY KEY (account_id, experiment_id)"),
            FirstSchema.table(
                dialect, "model_grant", clustered: true, "account_id #i NOT NULL REFERENCES account (id) ON DELETE CASCADE",
                "model_name #t NOT NULL REFERENCES registered_model (name) ON UPDATE CASCADE ON DELETE CASCADE",
                "permission #t NOT NULL", "PRIMARY KEY (account_id, model_name)"),
            "CREATE INDEX model_grant_by_model ON model_grant (model_name)",
            FirstSchema.table(
                dialect, "audit_entry", "key \(dialect.countedKey)", "recorded_time #i NOT NULL", "actor #t NOT NULL",
                "action #t NOT NULL", "target #t NOT NULL", "detail #t NOT NULL"),
        ]
    }
}
