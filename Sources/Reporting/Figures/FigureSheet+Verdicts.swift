package import Statistics

extension FigureSheet {
    /// Figures below each other: name, estimate, interval, the interval drawn, how many units, and how the interval was made.
    ///
    /// Figures on scales of their own are better not drawn on one.
    package static func figures(
        _ verdicts: [Verdict], sentences: [String], isDrawn: Bool = true, notes: [String] = [], warnings: [String] = []
    ) -> FigureSheet {
        var columns = [Column("figure"), Column("estimate", .number), Column("interval")]
        if isDrawn { columns.append(Column("", .bar(isDifference: false), expendable: 2)) }
        columns += [Column("n", .number), Column("method", expendable: 3)]
        let rows = verdicts.map { verdict -> [Cell] in
            let text = VerdictText(verdict)
            let drawn: [Cell] = isDrawn ? [.bar(verdict.estimate, verdict.interval)] : []
            return [.text(verdict.metric), .text(text.estimate), .text(text.interval)] + drawn
                + [.text(NumberText.count(verdict.n)), .text(text.method ?? "")]
        }
        let reasons = verdicts.compactMap { verdict in verdict.undefinedReason.map { "\(verdict.metric): \($0)" } }
        return FigureSheet(sentences: sentences, columns: columns, rows: rows, notes: notes, warnings: reasons + warnings)
    }

    /// Comparisons below each other: name, outcome, difference with its interval, means before and after, p, and what moved.
    package static func differences(
        _ verdicts: [Verdict], sentences: [String], notes: [String] = [], warnings: [String] = []
    ) -> FigureSheet {
        let columns = [
            Column("candidate"), Column("verdict"), Column("difference", .number), Column("interval"),
            Column("", .bar(isDifference: true), expendable: 4), Column("baseline → candidate", expendable: 3), Column("p", .number),
            Column("up, down", expendable: 2), Column("n", .number), Column("detectable", .number, expendable: 1),
        ]
        let rows = verdicts.map { verdict -> [Cell] in
            let text = VerdictText(verdict)
            return [
                .text(verdict.metric), .outcome(verdict.outcome), .text(text.difference), .text(text.differenceInterval),
                .bar(verdict.difference?.estimate, verdict.difference?.interval), .text(text.change), .text(text.pValue),
                .text(verdict.movement), .text(NumberText.count(verdict.n)), .text(text.minimumDetectable),
            ]
        }
        let reasons = verdicts.compactMap { verdict in verdict.undefinedReason.map { "\(verdict.metric): \($0)" } }
        return FigureSheet(sentences: sentences, columns: columns, rows: rows, notes: notes, warnings: reasons + warnings)
    }
}

extension Verdict {
    /// Pairs in which the candidate's score is higher and lower; a dash where nothing was paired.
    fileprivate var movement: String {
        guard let difference, difference.higher + difference.lower + difference.equal > 0 else { return "—" }
        return NumberText.count(difference.higher) + ", " + NumberText.count(difference.lower)
    }
}
