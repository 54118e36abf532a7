import Foundation
import Reporting
import Testing

/// The pages in a real browser: what a reader sees after the script has run under the page's own policy.
@Suite(.enabled(if: Browser.isInstalled, "needs Chromium"), .serialized) struct BrowserTests {
    private func opened(_ bytes: [UInt8], _ name: String, fragment: String = "") async throws -> String {
        let file = try Pages.write(bytes, name)
        return try await Browser.elements(at: file.absoluteString + fragment)
    }

    private func list(_ elements: String) throws -> String {
        try #require(Browser.part(of: elements, from: "<ol id=\"list\"", to: "</ol>"))
    }

    private func shown(_ elements: String) -> String? {
        Browser.part(of: elements, from: "aria-live=\"polite\">", to: "</p>")
    }

    private func detail(_ elements: String) throws -> String {
        try #require(Browser.part(of: elements, from: "<article id=\"detail\"", to: "</article>"))
    }

    @Test func `failures come first and the first is shown whole`() async throws {
        let elements = try await opened(Pages.run(), "run.html")
        #expect(shown(elements) == "All 5 samples")
        let list = try list(elements)
        let order = ["q-002", "q-005", "q-003", "q-004", "q-001"].map { list.range(of: $0)?.lowerBound }
        #expect(!order.contains(nil))
        #expect(order.compactMap { $0 } == order.compactMap { $0 }.sorted())
        let detail = try detail(elements)
        for text in ["q-002", "Wie lange dauert", "Zwei bis drei Werktage.", "differs at word 7", "rougeL/v1", "0.667", "2 attempts"] {
            #expect(detail.contains(text), "\(text)")
        }
        #expect(detail.contains("<mark class=\"one\">fünf</mark>"))
    }

    @Test func `hostile text stays text`() async throws {
        let elements = try await opened(Pages.run(), "run.html", fragment: "#q=owned")
        #expect(shown(elements) == "2 of 5 samples")
        #expect(try list(elements).contains("&lt;/script&gt;&lt;img src=x onerror="))
        #expect(!elements.contains("<img"))
        #expect(elements.contains("<title>Failed: qa-nightly-7</title>"))
    }

    @Test(arguments: [
        ("#state=failed", "2 of 5 samples", ["q-002", "q-005"]), ("#state=errored", "2 of 5 samples", ["q-003", "q-005"]),
        ("#state=unscored", "1 of 5 samples", ["q-004"]), ("#slice=language%3Den", "2 of 5 samples", ["q-001", "q-003"]),
        ("#state=failed&slice=tier%3Dgold", "1 of 5 samples", ["q-005"]), ("#q=%C3%B6sterreich", "1 of 5 samples", ["q-002"]),
        ("#q=%3C%2Fscript", "2 of 5 samples", ["q-003", "q-004"]), ("#q=nowhere", "0 of 5 samples", []),
    ])
    func `filters show what they say`(fragment: String, count: String, ids: [String]) async throws {
        let elements = try await opened(Pages.run(), "run.html", fragment: fragment)
        #expect(shown(elements) == count)
        let list = try list(elements)
        for id in ["q-001", "q-002", "q-003", "q-004", "q-005"] { #expect(list.contains(id) == ids.contains(id), "\(id)") }
    }

    @Test func `a link to one sample shows it`() async throws {
        let elements = try await opened(Pages.run(repetitions: 60), "run300.html", fragment: "#sample=q-001-59")
        #expect(shown(elements) == "All 300 samples")
        #expect(try detail(elements).contains("q-001-59"))
    }

    /// The keys are pressed by a script of the test's own, which the page's policy would refuse; so the policy is taken out here.
    @Test func `keys move through the list`() async throws {
        let presses = """
            <script>
            const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
            const seen = () => document.querySelector("#list [aria-current] .id").textContent;
            const log = [seen()];
            for (const key of ["j", "j", "k"]) { press(key); log.push(seen()); }
            press("Enter"); log.push(document.activeElement.id);
            press("Escape"); log.push(document.activeElement.querySelector(".id").textContent);
            press("/"); log.push(document.activeElement.id);
            press("Escape");
            document.querySelector("[data-state=errored]").click(); log.push(seen());
            document.title = log.join(" ");
            </script>
            """
        let page = String(decoding: Pages.run(), as: UTF8.self)
        let policy = try #require(page.range(of: "Content-Security-Policy"))
        let open = page.replacingCharacters(in: policy, with: "X-None") + presses
        let elements = try await opened(Array(open.utf8), "keys.html")
        let title = Browser.part(of: elements, from: "<title>", to: "</title>")
        #expect(title == "q-002 q-005 q-003 q-005 detail q-005 query q-005")
    }

    @Test func `a comparison lists what broke first`() async throws {
        let elements = try await opened(Pages.comparison(), "comparison.html")
        #expect(shown(elements) == "All 3 flips")
        let list = try list(elements)
        let broke = try #require(list.range(of: "q-117"))
        let fixed = try #require(list.range(of: "q-002"))
        #expect(broke.lowerBound < fixed.lowerBound)
        #expect(try detail(elements).contains("Das weiß ich nicht."))
    }
}
