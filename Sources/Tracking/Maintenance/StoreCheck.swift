import Digests

extension TrackingStore {
    /// Everything that is found wrong with the store, at most some thousand findings; empty when it is sound.
    ///
    /// Reads the whole database and the bytes of all artifacts, beside any writers.
    package func check() async throws -> [CheckFinding] {
        var findings = try await driver.integrityFindings().map { CheckFinding(kind: .database, detail: $0) }
        guard findings.isEmpty else { return findings }
        findings += try await read { connection in
            try Self.orphanedAssessments(connection) + Self.wrongPromptDigests(connection) + Self.wrongModelDigests(connection)
        }
        findings += try await wrongArtifacts()
        findings += try await orphanedFiles()
        return findings
    }

    private static let limit = 1000

    private static func orphanedAssessments(_ connection: any SQLConnection) throws -> [CheckFinding] {
        try connection.all(
            """
            SELECT target.id, assessment.sample_index, assessment.epoch FROM assessment \
            JOIN target ON target.key = assessment.target_key WHERE assessment.sample_index >= 0 AND NOT EXISTS \
            (SELECT 1 FROM sample WHERE sample.run_key = assessment.target_key \
            AND sample.sample_index = assessment.sample_index AND sample.epoch = assessment.epoch) \
            GROUP BY target.id, assessment.sample_index, assessment.epoch LIMIT \(limit)
            """
        ) { columns in
            let run = try columns.text()
            let detail = "run \(run), sample \(try columns.int()), epoch \(try columns.int())"
            return CheckFinding(kind: .orphanedAssessment, detail: detail)
        }
    }

    private static func wrongPromptDigests(_ connection: any SQLConnection) throws -> [CheckFinding] {
        var findings: [CheckFinding] = []
        try connection.forEachRow(
            "SELECT model_name, version, template, digest FROM model_version WHERE template IS NOT NULL", []
        ) { row in
            var columns = SQLColumns(row)
            let (name, version, template) = (try columns.text(), try columns.int(), try columns.text())
            if ContentDigest.hex(of: Array(template.utf8)) != (try columns.optionalText()) {
                findings.append(CheckFinding(kind: .wrongDigest, detail: "prompt \(name), version \(version)"))
            }
            return findings.count < limit
        }
        return findings
    }

    private static func wrongModelDigests(_ connection: any SQLConnection) throws -> [CheckFinding] {
        var findings: [CheckFinding] = []
        try connection.forEachRow("SELECT provider, name, settings, digest FROM model", []) { row in
            var columns = SQLColumns(row)
            let model = try ModelRecord(&columns)
            if model.digest != (try columns.text()) {
                findings.append(CheckFinding(kind: .wrongDigest, detail: "model \(model.name) of \(model.provider)"))
            }
            return findings.count < limit
        }
        return findings
    }

    private func wrongArtifacts() async throws -> [CheckFinding] {
        var findings: [CheckFinding] = []
        try await forEachArtifactFile { file in
            let path = "\(try location.artifactFolder)/\(file.path)"
            guard StoreFile.exists(path) else {
                findings.append(CheckFinding(kind: .missingArtifact, detail: path))
                return findings.count < Self.limit
            }
            if try StoreFile.digest(path) != file.digest { findings.append(CheckFinding(kind: .changedArtifact, detail: path)) }
            return findings.count < Self.limit
        }
        return findings
    }

    private func orphanedFiles() async throws -> [CheckFinding] {
        guard let folder = try? location.artifactFolder else { return [] }
        var files: [String] = []
        try StoreFile.forEachFile(below: folder) { files.append($0) }
        var findings: [CheckFinding] = []
        for file in files where findings.count < Self.limit {
            guard try await !isRecorded(artifactFile: file) else { continue }
            findings.append(CheckFinding(kind: .orphanedFile, detail: "\(folder)/\(file)"))
        }
        return findings
    }
}
