import HTTPTypes
import Reporting
import TouchstoneJSON

/// What a person reads where a page cannot be shown.
struct ProblemPage: Page {
    let problem: MLflowError

    let title = "This page cannot be shown"
    var json: JSONValue { ["error_code": .string(problem.code.rawValue), "message": .string(problem.message)] }
    var csv: [UInt8] { PageTable(columns: [.init("message")], rows: [[.init(problem.message)]]).csv }

    func write(to writer: inout MarkupWriter) {
        PageFrame.heading(&writer, "Error \(problem.code.status.code)", title, tone: "bad")
        writer.element("p", ["class": "problem", "role": "alert"], text: problem.message)
        writer.element("p") { writer in
            writer.text("Go back, or to ")
            writer.element("a", ["href": "/"], text: "all experiments")
            writer.text(".")
        }
    }
}
