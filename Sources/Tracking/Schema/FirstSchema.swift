/// The tables of version 1.
///
/// Times are milliseconds since 1970; truth values are 0 and 1; texts that hold JSON are named so in their comments. Rows that are many
/// refer to runs and measures by small integers, so that a score takes some forty bytes.
enum FirstSchema {
    @Sendable static func statements(_ dialect: SQLDialect) -> [String] {
        runs(dialect) + metrics(dialect) + samples(dialect) + assessments(dialect) + lineage(dialect) + registry(dialect)
            + artifacts(dialect)
    }

    /// A table from its lines; `#i`, `#r`, `#t` stand for the dialect's integer, real and text.
    static func table(_ dialect: SQLDialect, _ name: String, clustered: Bool = false, _ lines: String...) -> String {
        var body: [UInt8] = []
        var followsMark = false
        for byte in lines.joined(separator: ", ").utf8 {
            if followsMark {
                switch byte {
                case UInt8(ascii: "i"): body += dialect.integer.utf8
                case UInt8(ascii: "r"): body += dialect.real.utf8
                default: body += dialect.text.utf8
                }
                followsMark = false
            } else if byte == UInt8(ascii: "#") {
                followsMark = true
            } else {
                body.append(byte)
            }
        }
        let columns = String(decoding: body, as: UTF8.self)
        return "CREATE TABLE \(name) (\(columns))\(clustered ? dialect.clusteredTableOptions : dialect.tableOptions)"
    }

    private static func runs(_ dialect: SQLDialect) -> [String] {
        [
            table(
                dialect, "experiment", "id \(dialect.countedKey)", "name #t NOT NULL UNIQUE", "artifact_location #t NOT NULL",
                "lifecycle_stage #t NOT NULL", "creation_time #i NOT NULL", "last_update_time #i NOT NULL"),
            table(
                dialect, "experiment_tag", clustered: true, "experiment_id #i NOT NULL REFERENCES experiment (id)", "name #t NOT NULL",
                "value #t NOT NULL", "PRIMARY KEY (experiment_id, name)"),
            // What an assessment can be about: a run or a trace, under one counted key.
            table(dialect, "target", "key \(dialect.countedKey)", "kind #t NOT NULL", "id #t NOT NULL UNIQUE"),
            table(
                dialect, "run", "key #i NOT NULL PRIMARY KEY REFERENCES target (key)", "id #t NOT NULL UNIQUE", "name #t NOT NULL",
                "experiment_id #i NOT NULL REFERENCES experiment (id)", "user_id #t NOT NULL", "status #t NOT NULL",
                "start_time #i NOT NULL", "end_time #i", "lifecycle_stage #t NOT NULL", "deleted_time #i", "artifact_uri #t NOT NULL"),
            "CREATE INDEX run_by_experiment ON run (experiment_id, start_time)",
            "CREATE INDEX run_by_start ON run (start_time)",
            "CREATE INDEX run_by_name ON run (name)",
            table(
                dialect, "run_tag", clustered: true, "run_key #i NOT NULL REFERENCES run (key)", "name #t NOT NULL",
                "value #t NOT NULL", "PRIMARY KEY (run_key, name)"),
            table(
                dialect, "param", clustered: true, "run_key #i NOT NULL REFERENCES run (key)", "name #t NOT NULL", "value #t NOT NULL",
                "PRIMARY KEY (run_key, name)"),
        ]
    }

    private static func metrics(_ dialect: SQLDialect) -> [String] {
        // A value that is not a number is stored as 0 with is_nan 1.
        [
            table(
                dialect, "metric", clustered: true, "run_key #i NOT NULL REFERENCES run (key)", "name #t NOT NULL", "step #i NOT NULL",
                "recorded_time #i NOT NULL", "value #r NOT NULL", "is_nan #i NOT NULL", "dataset_name #t", "dataset_digest #t",
                "model_id #t", "PRIMARY KEY (run_key, name, step, recorded_time, value, is_nan)"),
            table(
                dialect, "latest_metric", clustered: true, "run_key #i NOT NULL REFERENCES run (key)", "name #t NOT NULL",
                "step #i NOT NULL", "recorded_time #i NOT NULL", "value #r NOT NULL", "is_nan #i NOT NULL", "dataset_name #t",
                "dataset_digest #t", "model_id #t", "PRIMARY KEY (run_key, name)"),
        ]
    }

    private static func samples(_ dialect: SQLDialect) -> [String] {
        // inputs, outputs, expected and metadata hold JSON; times of calls are in milliseconds, cost in US dollars.
        [
            table(
                dialect, "sample", "run_key #i NOT NULL REFERENCES run (key)", "sample_index #i NOT NULL", "epoch #i NOT NULL",
                "sample_id #t", "cluster #t", "metadata #t", "inputs #t", "outputs #t", "expected #t", "error #t", "latency #r",
                "first_token_latency #r", "input_tokens #i", "output_tokens #i", "cost #r", "cached #i NOT NULL",
                "PRIMARY KEY (run_key, sample_index, epoch)"),
            table(
                dialect, "response_journal", "content_key #t NOT NULL PRIMARY KEY", "response #t NOT NULL", "provider #t NOT NULL",
                "model #t NOT NULL", "creation_time #i NOT NULL"),
        ]
    }

    private static func assessments(_ dialect: SQLDialect) -> [String] {
        // Who says what: the name of a judgement together with where it comes from.
        [
            table(
                dialect, "measure", "key \(dialect.countedKey)", "name #t NOT NULL", "source_kind #t NOT NULL", "source_id #t NOT NULL",
                "source_version #t NOT NULL", "UNIQUE (name, source_kind, source_id, source_version)"),
            table(
                dialect, "assessment", clustered: true, "target_key #i NOT NULL REFERENCES target (key)", "sample_index #i NOT NULL",
                "epoch #i NOT NULL", "measure_key #i NOT NULL REFERENCES measure (key)", "revision #i NOT NULL", "kind #i NOT NULL",
                "number #r", "content #t", "rationale #t", "created_time #i NOT NULL", "span_id #t", "id #t", "idempotency_key #t",
                "supersedes #t", "valid #i NOT NULL", "metadata #t",
                "PRIMARY KEY (target_key, sample_index, epoch, measure_key, revision)"),
            "CREATE INDEX assessment_by_number ON assessment (target_key, measure_key, number, kind) WHERE valid = 1",
            "CREATE UNIQUE INDEX assessment_by_id ON assessment (id) WHERE id IS NOT NULL",
            "CREATE UNIQUE INDEX assessment_by_idempotency ON assessment (idempotency_key) WHERE idempotency_key IS NOT NULL",
        ]
    }

    private static func artifacts(_ dialect: SQLDialect) -> [String] {
        [
            table(
                dialect, "artifact", clustered: true, "run_key #i NOT NULL REFERENCES run (key)", "path #t NOT NULL",
                "byte_count #i NOT NULL", "digest #t NOT NULL", "creation_time #i NOT NULL", "PRIMARY KEY (run_key, path)")
        ]
    }
}
