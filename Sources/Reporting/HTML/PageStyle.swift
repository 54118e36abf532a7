/// The style sheet of the pages: light and dark after the reader's preference, one column on a phone, and fit to print.
package enum PageStyle {
    /// The style sheet itself, to be written into a page's `style` element.
    package static let sheet: StaticString = #"""
        :root {
          color-scheme: light dark;
          --paper: #f7f6f3; --card: #ffffff; --ink: #1d2024; --soft: #565c64; --line: #dcdad4; --sunk: #f0eeea;
          --good: #00684a; --bad: #ab3403; --open: #755300; --plain: #0b5896;
          --good-wash: #e2f3ec; --bad-wash: #fcebe2; --open-wash: #faf0d7; --plain-wash: #e4eff9;
          --radius: 10px;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #15171a; --card: #1d2024; --ink: #e9e7e2; --soft: #a5abb3; --line: #353a41; --sunk: #25292e;
            --good: #4ccf9f; --bad: #ff9464; --open: #e8ba4a; --plain: #79bdf2;
            --good-wash: #12332a; --bad-wash: #3d2115; --open-wash: #372c10; --plain-wash: #14304a;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 3.2rem; -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
        main, footer { max-width: 1240px; margin: 0 auto; padding: 0 20px; }
        h1, h2, h3 { line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
        h1 { font-size: 1.9rem; letter-spacing: -.015em; }
        h2 { font-size: 1.2rem; margin-bottom: 12px; }
        h3 { font-size: 1rem; }
        p { margin: 0; }
        ul, ol { margin: 0; padding: 0; list-style: none; }
        section { margin: 34px 0; }
        code, kbd, .mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .88em; }
        code { overflow-wrap: anywhere; }
        .tone-good { --tone: var(--good); --wash: var(--good-wash); }
        .tone-bad { --tone: var(--bad); --wash: var(--bad-wash); }
        .tone-open { --tone: var(--open); --wash: var(--open-wash); }
        .tone-plain { --tone: var(--plain); --wash: var(--plain-wash); }
        .tone-none { --tone: var(--soft); --wash: var(--sunk); }
        :focus-visible { outline: 3px solid var(--plain); outline-offset: 2px; border-radius: 4px; }
        .skip { position: absolute; left: -999px; }
        .skip:focus { left: 12px; top: 8px; z-index: 9; background: var(--card); padding: 8px 14px; }
        .note { color: var(--soft); }

        nav.sections { position: sticky; top: 0; z-index: 5; display: flex; gap: 4px 18px; padding: 9px max(20px, calc((100% - 1200px) / 2));
          background: color-mix(in srgb, var(--paper) 92%, transparent); backdrop-filter: blur(8px); border-bottom: 1px solid var(--line);
          overflow-x: auto; white-space: nowrap; font-size: .92rem; }
        nav.sections a { color: var(--soft); text-decoration: none; }
        nav.sections a:hover { color: var(--ink); text-decoration: underline; }
        .brand { font-weight: 700; margin-right: auto; }

        .banner { margin: 26px 0 20px; padding: 22px 24px; background: var(--card); border: 1px solid var(--line); border-radius: var(--radius);
          border-left: 6px solid var(--tone); }
        .eyebrow { color: var(--soft); font-size: .88rem; margin-bottom: 4px; }
        .verdict { margin-top: 12px; font-size: 1.1rem; max-width: 75ch; overflow-wrap: anywhere; }
        .pill { display: inline-block; background: var(--wash); color: var(--tone); font-weight: 650; border-radius: 99px; padding: 1px 11px;
          white-space: nowrap; font-size: .9em; }
        .facts { display: flex; flex-wrap: wrap; gap: 2px 0; margin-top: 12px; color: var(--soft); font-size: .9rem; }
        .facts li:not(:last-child)::after { content: "·"; margin: 0 9px; }
        .warnings { margin: 10px 0; display: grid; gap: 6px; }
        .warnings li { background: var(--open-wash); border-radius: 7px; padding: 6px 12px; font-size: .92rem; }
        .warnings b { color: var(--open); }

        .gates { display: grid; gap: 8px 18px; grid-template-columns: auto auto 1fr; }
        .gate { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; gap: 4px 18px; align-items: baseline; background: var(--card);
          border: 1px solid var(--line); border-radius: 8px; padding: 10px 14px; }
        .gate .pill { justify-self: start; }
        .gate .why { color: var(--soft); }

        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(350px, 100%), 1fr)); gap: 14px; align-items: start; }
        .cards.wide { grid-template-columns: repeat(auto-fit, minmax(min(460px, 100%), 1fr)); }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: 16px 18px; min-width: 0; }
        .card h3 { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; justify-content: space-between; }
        .card h3 code { color: var(--soft); font-weight: 400; font-size: .8rem; }
        .figure { display: flex; flex-wrap: wrap; gap: 0 10px; align-items: baseline; margin: 8px 0 4px; font-variant-numeric: tabular-nums; }
        .figure b { font-size: 1.8rem; letter-spacing: -.02em; line-height: 1.2; }
        .figure small { color: var(--soft); }
        .counts { display: flex; flex-wrap: wrap; gap: 2px 12px; color: var(--soft); font-size: .85rem; margin-top: 8px; }
        .counts .some { color: var(--tone); font-weight: 650; }
        details { margin-top: 8px; border-top: 1px solid var(--line); padding-top: 8px; }
        summary { cursor: pointer; font-size: .9rem; color: var(--soft); }
        summary:hover { color: var(--ink); }
        .folded { padding-top: 10px; }
        .folded ul { padding-left: 18px; list-style: disc; }
        figure { margin: 0 0 8px; }
        figcaption { font-size: .85rem; color: var(--soft); }
        svg.plot { display: block; max-width: 100%; overflow: visible; font-variant-numeric: tabular-nums; }
        svg.plot .tone-plain, svg.plot .tone-good, svg.plot .tone-bad, svg.plot .tone-open { color: var(--tone); }
        svg.plot .plot-label, svg.plot .plot-figure { paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
        .differences { container-type: inline-size; }
        @container (max-width: 430px) { .plot-range { display: none; } }
        .scroll { overflow-x: auto; }
        .scroll svg { max-width: none; }

        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { text-align: left; padding: 7px 12px 7px 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
        thead th { color: var(--soft); font-weight: 500; white-space: nowrap; }
        tbody tr:last-child > * { border-bottom: 0; }
        td { white-space: nowrap; }
        tbody th code { display: block; color: var(--soft); font-weight: 400; }
        tr.part th { font-weight: 400; padding-left: 16px; }
        .number { font-variant-numeric: tabular-nums; white-space: nowrap; }
        .cards + .card { margin-top: 14px; }

        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr)); gap: 14px; align-items: start; }
        dl { display: grid; grid-template-columns: auto 1fr; gap: 5px 18px; margin: 10px 0 0; font-size: .92rem; }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }

        .controls { display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: end; }
        .controls label { display: grid; gap: 2px; font-size: .82rem; color: var(--soft); }
        .controls .grow { flex: 1 1 200px; }
        select, input, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 7px;
          padding: 6px 10px; min-height: 36px; }
        select { max-width: 15em; }
        input { width: 100%; }
        button { cursor: pointer; }
        .states { display: flex; flex-wrap: wrap; gap: 6px; }
        .states button[aria-pressed="true"] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
        .states button span { font-variant-numeric: tabular-nums; opacity: .7; margin-left: 5px; }
        .keys { margin: 10px 0 0; color: var(--soft); font-size: .82rem; }
        kbd { border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; padding: 0 5px; background: var(--card); margin-left: 8px; }
        .keys kbd:first-child { margin-left: 0; }
        #shown { margin: 8px 0; font-size: .9rem; color: var(--soft); }
        .panes { display: grid; grid-template-columns: minmax(270px, 2fr) 3fr; gap: 14px; align-items: start; }
        .list-pane { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); max-height: 78vh; overflow-y: auto; min-width: 0; }
        #list button { display: grid; grid-template-columns: 1.5em 1fr; gap: 1px 6px; width: 100%; text-align: left; border: 0; border-radius: 0;
          border-bottom: 1px solid var(--line); background: none; padding: 9px 14px; }
        #list button:hover { background: var(--sunk); }
        #list button[aria-current="true"] { background: var(--plain-wash); box-shadow: inset 4px 0 var(--plain); }
        #list button:focus-visible { outline-offset: -3px; }
        #list .sign { color: var(--tone); font-weight: 700; }
        #list .id { font-weight: 600; overflow-wrap: anywhere; }
        #list .preview { grid-column: 2; color: var(--soft); font-size: .88rem; overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical;
          -webkit-line-clamp: 2; overflow-wrap: anywhere; }
        #list .chips { grid-column: 2; display: flex; flex-wrap: wrap; gap: 4px; margin-top: 2px; }
        .chip { font-size: .78rem; border-radius: 4px; padding: 0 6px; background: var(--wash); color: var(--tone); }
        #more { margin: 10px 14px; }
        #detail { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: 18px 20px; position: sticky; top: 56px;
          max-height: calc(100vh - 76px); overflow-y: auto; min-width: 0; }
        #detail header { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; margin-bottom: 6px; }
        #detail header h3 { font-size: 1.15rem; }
        #detail .steps { margin-left: auto; display: flex; gap: 6px; }
        #detail .steps button { padding: 2px 11px; min-height: 32px; }
        #detail h4 { margin: 16px 0 4px; font-size: .82rem; color: var(--soft); font-weight: 600; display: flex; gap: 10px; justify-content: space-between; }
        #detail h4 small { font-weight: 400; }
        .block { background: var(--sunk); border-radius: 7px; padding: 9px 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
        .block + .block { margin-top: 6px; }
        .block.json { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .85rem; }
        .block .role { display: block; font-size: .78rem; color: var(--soft); }
        .block.error { background: var(--bad-wash); color: var(--bad); }
        mark { color: inherit; border-radius: 3px; padding: 0 1px; }
        mark.one { background: var(--bad-wash); text-decoration: underline; text-decoration-color: var(--bad); text-decoration-thickness: 2px; }
        mark.two { background: var(--good-wash); text-decoration: underline dotted; text-decoration-color: var(--good); text-decoration-thickness: 2px; }
        .score { border-top: 1px solid var(--line); padding: 8px 0; display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; }
        .score:first-of-type { border-top: 0; }
        .score b { overflow-wrap: anywhere; }
        .score p { grid-column: 1 / -1; font-size: .9rem; white-space: pre-wrap; overflow-wrap: anywhere; }
        .score .kind { color: var(--soft); }
        .back { display: none; }
        footer { color: var(--soft); font-size: .85rem; padding-bottom: 40px; }

        @media (max-width: 760px) {
          main, footer { padding: 0 14px; }
          h1 { font-size: 1.5rem; }
          .banner { padding: 16px; margin-top: 16px; }
          .gates { grid-template-columns: 1fr; }
          .panes { grid-template-columns: 1fr; }
          .list-pane { max-height: none; }
          .keys { display: none; }
          button, select, input { min-height: 42px; }
          #detail { display: none; }
          body.reading { overflow: hidden; }
          body.reading #detail { display: block; position: fixed; inset: 0; z-index: 10; border: 0; border-radius: 0; max-height: none;
            padding: 12px 16px 40px; }
          .back { display: inline-block; }
          #detail .steps button { min-height: 42px; }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
        @media print {
          :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --sunk: #f4f4f4;
            --good: #00684a; --bad: #ab3403; --open: #755300; --plain: #0b5896;
            --good-wash: #fff; --bad-wash: #fff; --open-wash: #fff; --plain-wash: #fff; }
          body { font-size: 10pt; }
          nav.sections, .controls, .keys, .skip, #more, #detail .steps { display: none; }
          h2 { break-after: avoid; }
          .card, .gate, .score, #list li { break-inside: avoid; }
          .list-pane, #detail { max-height: none; overflow: visible; position: static; }
          .panes { grid-template-columns: 1fr; }
          .cards { grid-template-columns: 1fr 1fr; }
        }
        """#
}
