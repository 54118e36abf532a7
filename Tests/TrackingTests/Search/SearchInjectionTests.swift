import Testing

@testable import Tracking

/// Nothing that a client writes becomes part of a statement.
@Suite struct SearchInjectionTests {
    private static let attacks = [
        "zqx'; DROP TABLE run; --", "zqx' OR '1'='1", "zqx\" OR 1=1 --", "zqx`; DELETE FROM run", "zqx)) UNION SELECT key FROM run --",
        "zqx\\' OR 1=1", "zqx%' ESCAPE '\\", "zqx${}", "zqx?1", "zqx$1", "zqx\u{2019} OR 1=1", "zqx]", "zqx/*", "zqx || (SELECT 1)",
    ]

    /// Each attack in each place where a filter or an order takes a name or a value.
    private static func filters(_ attack: String) -> [String] {
        let doubled = attack.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
        let doubleQuoted = attack.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        let backQuoted = attack.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "")
        let subjects = [
            "tags", "params", "metadata", "metrics", "feedback", "expectation", "dataset", "span.attributes", "span", "attributes",
        ]
        var filters = [
            attack, "'\(doubled)'", "zqx = \(attack)", "metrics.a > \(attack)", "run_id IN (\(attack))", "run_id IN ('\(doubled)')",
        ]
        for comparator in ["=", "!=", ">", "LIKE", "ILIKE", "RLIKE", "IN", "NOT IN", "IS NULL --", attack] {
            let value = comparator.hasSuffix("IN") ? "('\(doubled)', \"\(doubleQuoted)\")" : "'\(doubled)'"
            for subject in subjects {
                filters += ["\(subject).`\(backQuoted)` \(comparator) \(value)", "\(subject).\"\(doubleQuoted)\" \(comparator) 1"]
                filters.append("\(subject).name \(comparator) \(value)")
            }
            for key in [
                "run_id", "name", "status", "run_name", "source_path", "prompt", "text", "created_by", "experiment_id", "version_number",
            ] {
                filters.append("\(key) \(comparator) \(value)")
            }
        }
        return filters
    }

    private static let compilers: [@Sendable (String, [String], SQLDialect) throws -> SearchCondition] = [
        { try RunSearchTerms.condition(filter: $0, orderBy: $1, dialect: $2) },
        { try ExperimentSearchTerms.condition(filter: $0, orderBy: $1, dialect: $2) },
        { try RegisteredModelSearchTerms.condition(filter: $0, orderBy: $1, dialect: $2) },
        { try ModelVersionSearchTerms.condition(filter: $0, orderBy: $1, dialect: $2) },
        { try EvaluationDatasetSearchTerms.condition(filter: $0, orderBy: $1, dialect: $2) },
        { try TraceSearchTerms.condition(filter: $0, orderBy: $1, dialect: $2) },
    ]

    @Test(arguments: attacks) func `no text of a filter is part of the SQL`(_ attack: String) throws {
        var compiled = 0
        for dialect in [SQLDialect.sqlite, .postgreSQL] {
            for filter in Self.filters(attack) {
                for compiler in Self.compilers {
                    guard let condition = try? compiler(filter, [], dialect) else { continue }
                    compiled += 1
                    let statement = condition.statement(selecting: "1", from: "t", limit: 1, offset: 0)
                    #expect(!statement.sql.contains("zqx"), "\(filter)")
                    #expect(statement.sql.utf8.filter { $0 == UInt8(ascii: "?") }.count == statement.arguments.count, "\(filter)")
                }
            }
        }
        #expect(compiled > 5)
    }

    @Test(arguments: attacks) func `no text of an order is part of the SQL`(_ attack: String) throws {
        for subject in ["", "metrics.", "params.", "tags.", "metadata.", "attributes."] {
            for key in [attack, "`\(attack)`", "\"\(attack)\"", "'\(attack)'", "a \(attack)", "`zqx` \(attack)", "`zqx`", "\"zqx\" DESC"] {
                for compiler in Self.compilers {
                    guard let condition = try? compiler("", [subject + key], .sqlite) else { continue }
                    #expect(!condition.statement(selecting: "1", from: "t", limit: 1, offset: 0).sql.contains("zqx"), "\(subject)\(key)")
                }
            }
        }
    }

    @Test(arguments: StoreKind.all) func `attacks find nothing and break nothing`(kind: StoreKind) async throws {
        let folder = try TemporaryFolder()
        let store = try await folder.open(kind)
        let run = try await store.newRun("kept")
        for attack in Self.attacks {
            for filter in Self.filters(attack) {
                do {
                    let found = try await store.searchRuns(experiments: [.default], filter: filter).items.map(\.run.name)
                    #expect(found.isEmpty || filter.contains("!=") || filter.contains("NOT IN"), "\(filter)")
                } catch { #expect(error is SearchError, "\(filter): \(error)") }
            }
            _ = try? await store.searchRuns(experiments: [.default], orderBy: ["tags.`\(attack)`", "metrics.\"\(attack)\" DESC"])
        }
        #expect(try await store.details(of: run).run.name == "kept")
    }
}
