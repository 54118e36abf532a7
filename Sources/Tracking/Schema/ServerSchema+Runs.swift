extension ServerSchema {
    /// What runs gain: the logged models that they were made from and that they made, by identifiers that need not be known.
    static func runs(_ dialect: SQLDialect) -> [String] {
        [
            FirstSchema.table(
                dialect, "run_input_model", clustered: true, "run_key #i NOT NULL REFERENCES run (key)", "model_id #t NOT NULL",
                "PRIMARY KEY (run_key, model_id)"),
            FirstSchema.table(
                dialect, "run_output_model", clustered: true, "run_key #i NOT NULL REFERENCES run (key)", "model_id #t NOT NULL",
                "step #i NOT NULL", "PRIMARY KEY (run_key, model_id)"),
        ]
    }
}
