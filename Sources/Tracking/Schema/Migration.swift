/// One step forward of the store's tables. A migration that has been released is never changed; the next one corrects it.
struct Migration: Sendable {
    /// What it brings, in a few words.
    let title: String
    /// Its statements for one database.
    let statements: @Sendable (SQLDialect) -> [String]

    /// All steps, in order: the version of a store is how many of them it has taken.
    static let all = [
        Migration(title: "experiments, runs, samples, assessments, lineage, artifacts", statements: FirstSchema.statements),
        Migration(title: "what a tracking server keeps", statements: ServerSchema.statements),
        Migration(title: "attempts of calls") { dialect in
            ["ALTER TABLE sample ADD COLUMN attempts \(dialect.integer) NOT NULL DEFAULT 1"]
        },
        Migration(title: "the runs that assessments come from, experiments by age", statements: SourceRunSchema.statements),
        Migration(title: "traces are linked to runs before they come", statements: TraceLinkSchema.statements),
    ]
}
