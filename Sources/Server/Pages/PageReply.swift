import Hummingbird
import NIOCore
import Reporting
import TouchstoneJSON

/// In which form somebody wants a page: the ending of its path says it.
enum PageForm: String, Sendable, CaseIterable {
    case html = ""
    case json = ".json"
    case csv = ".csv"
}

/// What every page is made of: a title, a way back, tables, and how it looks to people.
protocol Page {
    /// What the page is about.
    var title: String { get }
    /// The page as one JSON value.
    var json: JSONValue { get }
    /// The page's rows.
    var csv: [UInt8] { get }
    /// The inside of the page.
    func write(to writer: inout MarkupWriter)
}

extension Reply {
    /// A page in the form that was asked for. Nothing in it may load or run: the policy allows its own style and forms alone.
    static func page(_ page: some Page, _ form: PageForm, _ path: String) -> Reply {
        switch form {
        case .html: .response(response(PageFrame.html(page, path), "text/html; charset=utf-8"))
        case .json: .response(response(page.json.encoded(.init(indentation: 2)), "application/json"))
        case .csv: .response(response(page.csv, "text/csv; charset=utf-8"))
        }
    }

    private static func response(_ bytes: [UInt8], _ type: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentSecurityPolicy:
                    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
