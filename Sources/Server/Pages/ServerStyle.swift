/// What the server's pages need beside the style of reports.
enum ServerStyle {
    static let sheet: StaticString = #"""
        main a, footer a { color: var(--plain); }
        footer { margin-top: 34px; }
        a.brand { color: inherit; text-decoration: none; }
        .finder { display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: end; margin: 0 0 14px; }
        .finder label { display: grid; gap: 2px; font-size: .82rem; color: var(--soft); flex: 1 1 320px; }
        .finder input { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9rem; }
        .pager { display: flex; gap: 14px; margin: 14px 0; align-items: center; }
        .problem { background: var(--bad-wash); color: var(--bad); border-radius: 7px; padding: 8px 12px; margin: 0 0 14px; }
        table input[type=checkbox] { width: auto; min-height: 0; }
        td { max-width: 40ch; overflow: hidden; text-overflow: ellipsis; }
        .wraps td { max-width: none; white-space: pre-wrap; overflow-wrap: anywhere; }
        .wraps td:first-child { overflow-wrap: normal; }
        thead th { max-width: 30ch; overflow: hidden; text-overflow: ellipsis; }
        tr.differs td { font-weight: 650; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(340px, 100%), 1fr)); gap: 14px; }
        .charts svg { width: 100%; height: auto; }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 16px; font-size: .88rem; margin-bottom: 12px; }
        .legend i { display: inline-block; width: 1.4em; height: .3em; border-radius: 2px; vertical-align: middle; margin-right: 6px; }
        .line0 { color: #0b5f9e; } .line1 { color: #b03a06; } .line2 { color: #00734f; } .line3 { color: #7d5800; } .line4 { color: #7a3fa0; }
        .line5 { color: #5c6066; }
        @media (prefers-color-scheme: dark) {
          .line0 { color: #79bdf2; } .line1 { color: #ff9464; } .line2 { color: #4ccf9f; } .line3 { color: #e8ba4a; } .line4 { color: #c79bea; }
          .line5 { color: #a5abb3; }
        }
        .legend i { background: currentColor; }
        """#
}
