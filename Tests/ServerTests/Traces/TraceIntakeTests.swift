import GoldenSupport
import HTTPTypes
import OpenTelemetryProtocol
import SwiftProtobuf
import Testing
import TouchstoneJSON
import Tracking

@testable import Server

/// Spans as real exporters send them.
@Suite struct TraceIntakeTests {
    private static let cases = [
        "mlflow-client.traces.1", "openinference-openai.traces.1", "openllmetry-openai.traces.1", "otel-genai-openai.traces.1",
        "otel-openai-v2-legacy.traces.1", "otel-sdk-gzip.traces.1", "otel-sdk-gzip.traces.2",
    ]

    @Test(arguments: cases) func `both encodings of a captured request mean the same`(_ name: String) throws {
        let binary = try OTLPExportTraceServiceRequest(protobuf: TraceServer.golden(name + ".pb"))
        let json = try OTLPExportTraceServiceRequest(json: TraceServer.golden(name + ".json"))
        #expect(try SpanIntake.batches(binary) == SpanIntake.batches(json))
        #expect(try !SpanIntake.batches(binary).isEmpty)
    }

    @Test(arguments: ["mlflow-client.traces.1.pb", "worked-example.traces.pb"])
    func `a request cut off anywhere is refused or read in part, never a crash`(_ name: String) throws {
        let bytes = try TraceServer.golden(name)
        for count in bytes.indices {
            let request = try? OTLPExportTraceServiceRequest(protobuf: Array(bytes[..<count]))
            _ = try? request.map { try SpanIntake.batches($0) }
        }
    }

    @Test func `spans come packed or plain, in both encodings, and twice`() async throws {
        try await TraceServer.run { server in
            let packed = try TraceServer.golden("otel-sdk-gzip.traces.1.pb.gz")
            #expect(try await server.export(packed, encoding: "gzip").status == .ok)
            let answer = try await server.export(TraceServer.golden("otel-sdk-gzip.traces.2.pb"))
            #expect(answer.status == .ok && answer.bytes.isEmpty && answer.headers[.contentType] == "application/x-protobuf")
            let json = try await server.export(TraceServer.golden("otel-sdk-gzip.traces.2.json"), type: "application/json; charset=utf-8")
            #expect(json.status == .ok && json.json == [:])
            let found = try await server.store.searchTraces(experiments: [ExperimentID(rawValue: 1)])
            let trace = try #require(found.items.first)
            #expect(found.items.count == 1)
            let full = try #require(try await server.store.fullTrace(trace.id))
            #expect(full.spans.count == 2 && full.spans[0].parentID == nil && full.spans[1].parentID == full.spans[0].id)
            #expect(trace.tag("service.name") != nil && trace.tag("telemetry.sdk.name") == nil)
        }
    }

    @Test func `what is no export is refused as MLflow's server does`() async throws {
        try await TraceServer.run { server in
            let good = TraceServer.spans(TraceServer.span("00f067aa0ba902b7"))
            let nowhere = try await server.export(good, type: "application/json", experiment: nil)
            #expect(nowhere.status == .unprocessableContent)
            #expect(try await server.export(good, type: "text/plain").json["detail"]?.stringValue?.contains("Invalid Content-Type") == true)
            #expect(try await server.export([0xFF, 0xFF], type: "application/x-protobuf").status == .badRequest)
            #expect(
                try await server.export([], type: "application/x-protobuf").json["detail"]
                    == "Invalid OpenTelemetry format - no spans found")
            #expect(try await server.export(Array("{]".utf8), type: "application/json").status == .badRequest)
            #expect(try await server.export(good, type: "application/json", encoding: "br").status == .badRequest)
            #expect(try await server.export(good, type: "application/json", encoding: "gzip").status == .badRequest)
            #expect(try await server.export(good, type: "application/json", experiment: "77").status == .notFound)
            #expect(try await server.export(good, type: "application/json", experiment: "x").code == "INVALID_PARAMETER_VALUE")
        }
    }

    @Test func `all spans of a request are stored or none`() async throws {
        try await TraceServer.run { server in
            let mixed = TraceServer.spans(TraceServer.span("00f067aa0ba902b7"), TraceServer.span("0000000000000000"))
            let answer = try await server.export(mixed, type: "application/json")
            #expect(answer.status == .unprocessableContent)
            #expect(try await server.store.trace("tr-" + TraceServer.trace) == nil)
        }
    }

    @Test func `a short request that unpacks into much is refused with bounded memory`() async throws {
        // 414 bytes that unpack into 550.
        let packed = try TraceServer.golden("otel-sdk-gzip.traces.1.pb.gz")
        var settings = ServerSettings()
        settings.maximumMessageBytes = 500
        try await TraceServer.run(settings) { server in
            let answer = try await server.export(packed, encoding: "gzip")
            #expect(answer.status == .contentTooLarge)
            #expect(try await server.export(TraceServer.golden("otel-sdk-gzip.traces.1.pb")).status == .contentTooLarge)
        }
        #expect(throws: Inflation.Failure.tooLarge) { try Inflation.inflated(packed, .gzip, limit: 549) }
        #expect(try Inflation.inflated(packed, .gzip, limit: 550) == TraceServer.golden("otel-sdk-gzip.traces.1.pb"))
        #expect(throws: Inflation.Failure.damaged) { try Inflation.inflated(Array(packed.dropLast()), .gzip, limit: 550) }
        #expect(throws: Inflation.Failure.damaged) { try Inflation.inflated(packed, .deflate, limit: 550) }
        #expect(try Inflation.inflated(packed + packed, .gzip, limit: 1100).count == 1100)
        var spans: [UInt8] = []
        for _ in 0..<(OTLPExportTraceServiceRequest.mostParts + 1) { spans += [0x12, 0x00] }
        var scope: [UInt8] = [0x12] + Self.varint(spans.count) + spans
        scope = [0x0A] + Self.varint(scope.count) + scope
        #expect(throws: OTLPReadingError.self) { try OTLPExportTraceServiceRequest(protobuf: scope) }
    }

    private static func varint(_ number: Int) -> [UInt8] {
        var rest = number
        var bytes: [UInt8] = []
        while rest > 127 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
