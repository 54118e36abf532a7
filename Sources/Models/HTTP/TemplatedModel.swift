import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Scoring
import TouchstoneJSON

/// Any HTTP service: a request made from a template, an answer found at a place in what comes back.
struct TemplatedModel: Model {
    let identity: ModelIdentity
    let url: RequestTemplate
    let method: HTTPMethod
    let headers: HTTPHeaders
    let body: BodyTemplate
    /// Where the answer is; nil when the whole body is the answer.
    let answer: JSONPlace?
    let exchange: HTTPExchange

    /// Places that are filled from the request and not from the row.
    static let requestPlaces: Set<String> = ["input", "messages", "epoch", "parameters", "name"]

    var executor: (any TaskExecutor)? { HTTPConnections.shared.executor }

    func respond(to request: ModelRequest) async throws -> ModelResponse {
        let look: (String) throws(ModelError) -> JSONValue = { place throws(ModelError) in try value(place, request) }
        var call = try exchange.request(try url.text(look, encode: Self.percentEncoded), method, headers)
        let bytes = try body.bytes(look)
        if !bytes.isEmpty { call.body = .byteBuffer(ByteBuffer(bytes: bytes)) }
        let start = monotonicSeconds()
        let received = try await exchange.collect(call, allowed: request.timeAllowed)
        var response = try read(received)
        response.latency = monotonicSeconds() - start
        return response
    }

    private func read(_ body: [UInt8]) throws(ModelError) -> ModelResponse {
        guard let answer else {
            guard let text = String(validating: body, as: UTF8.self) else { throw .badAnswer("is not UTF-8 text") }
            return ModelResponse(text)
        }
        let json: JSONValue
        do { json = try JSONValue(parsing: body) } catch {
            throw ModelError(.badResponse, "\(exchange.endpoint.origin) sent no JSON: \(error)")
        }
        guard let value = answer.value(in: json), !value.isNull else {
            if let failure = ReportedFailure.find(in: json) { throw exchange.endpoint.error(failure) }
            throw .badAnswer("of \(exchange.endpoint.origin) has nothing at \"\(answer.text)\"")
        }
        var response = ModelResponse(value.stringValue ?? value.text())
        response.usage = OpenAIFields.usage(json["usage"]) ?? AnthropicWire.usage(json["usage"])
        return response
    }

    private func value(_ place: String, _ request: ModelRequest) throws(ModelError) -> JSONValue {
        switch place {
        case "input": return .string(request.question)
        case "messages": return .array(request.messages.map(\.json))
        case "epoch": return JSONValue(request.epoch)
        case "parameters": return .object(request.parameters.json)
        case "name": return .string(identity.name)
        default:
            let row = JSONValue.object(request.sample.fields)
            guard let value = row[place] ?? JSONPlace(place).value(in: row), !value.isNull else {
                throw ModelError(.missingInput, "the row has no \"\(place)\" for the request")
            }
            return value
        }
    }

    /// Everything but unreserved characters (RFC 3986) as `%XX`.
    private static func percentEncoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.append(byte)
            default: result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
