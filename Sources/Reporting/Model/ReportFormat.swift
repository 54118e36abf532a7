/// The formats in which a run or a comparison can be written.
package enum ReportFormat: String, Sendable, CaseIterable {
    /// Aligned text for a terminal.
    case table
    /// One JSON document for machines.
    case json
    /// Markdown, for a pull request.
    case markdown = "md"
    /// One self-contained page.
    case html
    /// JUnit XML, for continuous integration.
    case junit
    /// One row per sample and epoch.
    case csv

    /// What writers can be told.
    package struct Options: Sendable {
        /// How the terminal looks.
        package var terminal = TerminalStyle()
        /// Defuse cells that a spreadsheet would run as a formula.
        package var csvFormulaSafe = true
        /// Bytes of one text (input, answer, rationale) that the page embeds before it is cut with a note.
        package var htmlTextLimit = 65_536

        /// The defaults: plain text 80 columns wide, spreadsheets protected.
        package init() {}
    }
}
