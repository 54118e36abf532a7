import HTTPTypes
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
    static func page(_ page: some Page, _ form: PageForm, _ call: Call, status: HTTPResponse.Status = .ok) -> Reply {
        switch form {
        case .html: .response(response(PageFrame.html(page, at: PagePlace(call)), "text/html; charset=utf-8", status))
        case .json: .response(response(page.json.encoded(.init(indentation: 2)), "application/json", status))
        case .csv: .response(response(page.csv, "text/csv; charset=utf-8", status))
        }
    }

    private static func response(_ bytes: [UInt8], _ type: String, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status,
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentSecurityPolicy:
                    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
