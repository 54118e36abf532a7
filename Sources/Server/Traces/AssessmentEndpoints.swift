import HTTPTypes
import TouchstoneJSON
import Tracking

/// Judgements of traces: feedback, expectations, references to issues.
enum AssessmentEndpoints {
    private static let collection = "traces/:trace_id/assessments"
    private static let one = "traces/:trace_id/assessments/:assessment_id"

    static let all = [
        Endpoint("createAssessment", .post, collection, in: .version3, access: .on(.trace(field: "trace_id"), .edit)) { call in
            let trace = try call.fields.requiredText("trace_id")
            guard let message = try call.fields.message("assessment") else { throw call.fields.missing("assessment") }
            let assessment = try await call.store.assess(try AssessmentReading.assessment(message, ofTrace: trace))
            return .json(["assessment": .object(AssessmentJSON.object(assessment))])
        },
        Endpoint("GetAssessment", .get, one, in: .version3, access: .on(.trace(field: "trace_id"), .read)) { call in
            let (trace, id) = try names(call.fields)
            let assessment = try await call.store.assessment(id, ofTrace: trace)
            return .json(["assessment": .object(AssessmentJSON.object(assessment))])
        },
        Endpoint("updateAssessment", .patch, one, in: .version3, access: .on(.trace(field: "trace_id"), .edit)) { call in
            let (trace, id) = try names(call.fields)
            guard let message = try call.fields.message("assessment") else { throw call.fields.missing("assessment") }
            let change = try AssessmentReading.change(message, mask: try mask(call.fields))
            let assessment = try await call.store.change(change, ofAssessment: id, ofTrace: trace)
            return .json(["assessment": .object(AssessmentJSON.object(assessment))])
        },
        Endpoint("deleteAssessment", .delete, one, in: .version3, access: .on(.trace(field: "trace_id"), .edit)) { call in
            let (trace, id) = try names(call.fields)
            try await call.store.deleteAssessment(id, ofTrace: trace)
            return .empty
        },
    ]

    private static func names(_ fields: Fields) throws(MLflowError) -> (trace: String, id: String) {
        (try fields.requiredText("trace_id"), try fields.requiredText("assessment_id"))
    }

    /// The paths of a field mask: in one text with commas between them, or in a message.
    private static func mask(_ fields: Fields) throws(MLflowError) -> [String] {
        if case .object = try fields.value("update_mask") { return try fields.message("update_mask")?.texts("paths") ?? [] }
        return try fields.requiredText("update_mask").split(separator: ",").map(String.init)
    }
}
