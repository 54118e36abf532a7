/// A suite of JUnit test cases as XML; control characters that XML forbids are replaced.
struct JUnitSuite {
    /// How a case came out.
    enum Result {
        case passed
        case failure(type: String, message: String)
        case error(type: String, message: String)

        /// A gate's outcome as a case's: one that the data do not decide is an error, since it does not let a pipeline pass.
        init(_ gate: GateReport) {
            switch gate.outcome {
            case .passed: self = .passed
            case .failed: self = .failure(type: "gate", message: gate.sentence)
            case .inconclusive: self = .error(type: "inconclusive", message: gate.sentence)
            }
        }
    }

    /// One test case.
    struct Case {
        var className: String
        var name: String
        var result: Result
        /// What is printed with it.
        var output: String?
    }

    var name: String
    var timestamp: String?
    var seconds: Double?
    var properties: [Setting] = []
    var cases: [Case] = []

    /// The document of several suites.
    static func document(_ suites: [JUnitSuite]) -> [UInt8] {
        var writer = MarkupWriter(.xml)
        writer.literal("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        let cases = suites.flatMap(\.cases)
        writer.element("testsuites", ["name": "touchstone"] + Self.totals(cases)) { writer in
            for suite in suites { suite.write(to: &writer) }
            writer.newline()
        }
        writer.newline()
        return writer.bytes
    }

    private func write(to writer: inout MarkupWriter) {
        let time = seconds.map { NumberText.fixed($0, digits: 3) }
        writer.literal("\n  ")
        writer.element("testsuite", ["name": name, "timestamp": timestamp, "time": time] + Self.totals(cases)) { writer in
            if !properties.isEmpty { writeProperties(to: &writer) }
            for testCase in cases { testCase.write(to: &writer) }
            writer.literal("\n  ")
        }
    }

    private func writeProperties(to writer: inout MarkupWriter) {
        writer.literal("\n    ")
        writer.element("properties") { writer in
            for property in properties {
                writer.literal("\n      ")
                writer.empty("property", ["name": property.name, "value": property.value])
            }
            writer.literal("\n    ")
        }
    }

    private static func totals(_ cases: [Case]) -> MarkupWriter.Attributes {
        let failures = cases.count { if case .failure = $0.result { true } else { false } }
        let errors = cases.count { if case .error = $0.result { true } else { false } }
        return ["tests": String(cases.count), "failures": String(failures), "errors": String(errors), "skipped": "0"]
    }
}

extension JUnitSuite.Case {
    fileprivate func write(to writer: inout MarkupWriter) {
        writer.literal("\n    ")
        writer.element("testcase", ["classname": className, "name": name]) { writer in
            switch result {
            case .passed: break
            case .failure(let type, let message):
                writer.literal("\n      ")
                writer.element("failure", ["type": type, "message": message], text: message)
            case .error(let type, let message):
                writer.literal("\n      ")
                writer.element("error", ["type": type, "message": message], text: message)
            }
            if let output {
                writer.literal("\n      ")
                writer.element("system-out", text: output)
            }
            writer.literal("\n    ")
        }
    }
}
