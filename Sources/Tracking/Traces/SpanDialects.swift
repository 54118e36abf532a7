package import TouchstoneJSON

/// The names that other instrumentations give to what MLflow's spans say, so that all spans can be read alike.
///
/// OpenInference, OpenTelemetry's GenAI conventions in their editions, OpenLLMetry, Vercel's SDK and Langfuse; where several speak, the
/// first wins. What came stays; only what is missing is added.
package enum SpanDialects {
    private static let inputs = [
        "input.value", "gen_ai.input.messages", "gen_ai.tool.call.arguments", "traceloop.entity.input", "gen_ai.prompt.0.content",
        "ai.prompt.messages", "ai.prompt", "ai.toolCall.args", "langfuse.observation.input",
    ]
    private static let outputs = [
        "output.value", "gen_ai.output.messages", "gen_ai.tool.call.result", "traceloop.entity.output", "gen_ai.completion.0.content",
        "ai.response.text", "ai.response.object", "ai.toolCall.result", "langfuse.observation.output",
    ]
    private static let models = [
        "llm.response.model_name", "llm.model_name", "llm.request.model_name", "embedding.model_name", "gen_ai.response.model",
        "gen_ai.request.model", "ai.model.id", "langfuse.observation.model.name",
    ]
    private static let providers = ["llm.provider", "gen_ai.provider.name", "gen_ai.system", "llm.system", "ai.model.provider"]

    /// Where tokens are counted: read, written, both, read from a cache, written to a cache.
    private static let tokens: [(input: String, output: String, total: String, cacheRead: [String], cacheCreation: [String])] = [
        (
            "llm.token_count.prompt", "llm.token_count.completion", "llm.token_count.total",
            ["llm.token_count.prompt_details.cache_read"], ["llm.token_count.prompt_details.cache_write"]
        ),
        (
            "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "gen_ai.usage.total_tokens",
            ["gen_ai.usage.cache_read.input_tokens"],
            ["gen_ai.usage.cache_write.input_tokens", "gen_ai.usage.cache_creation.input_tokens"]
        ),
        ("gen_ai.usage.prompt_tokens", "gen_ai.usage.completion_tokens", "llm.usage.total_tokens", [], []),
        ("ai.usage.promptTokens", "ai.usage.completionTokens", "ai.usage.tokens", ["ai.usage.cachedInputTokens"], []),
    ]

    private static let openInferenceKinds: Set<String> = [
        "TOOL", "CHAIN", "LLM", "RETRIEVER", "EMBEDDING", "AGENT", "RERANKER", "GUARDRAIL", "EVALUATOR",
    ]
    private static let operationKinds = [
        "chat": "CHAT_MODEL", "create_agent": "AGENT", "embeddings": "EMBEDDING", "execute_tool": "TOOL", "generate_content": "LLM",
        "invoke_agent": "AGENT", "text_completion": "LLM", "response": "LLM", "retrieval": "RETRIEVER", "invoke_workflow": "WORKFLOW",
    ]
    private static let traceloopKinds: Set<String> = ["WORKFLOW", "TASK", "AGENT", "TOOL"]

    /// The attributes of a span with those that MLflow reads.
    package static func completed(_ attributes: JSONObject) -> JSONObject {
        var result = attributes
        if (attributes[SpanAttribute.kind]?.stringValue ?? SpanAttribute.unknownKind) == SpanAttribute.unknownKind {
            if let kind = kind(attributes) { result[SpanAttribute.kind] = .string(kind) }
        }
        let missing: [(String, [String])] = [
            (SpanAttribute.inputs, inputs), (SpanAttribute.outputs, outputs), (SpanAttribute.model, models),
            (SpanAttribute.provider, providers),
        ]
        for (name, sources) in missing where attributes[name] == nil {
            if let value = first(sources, attributes) { result[name] = value }
        }
        if attributes[SpanAttribute.usage] == nil, let usage = usage(attributes) { result[SpanAttribute.usage] = usage.json }
        return result
    }

    private static func first(_ names: [String], _ attributes: JSONObject) -> JSONValue? {
        for name in names {
            if let value = attributes[name], !value.isNull, value != "" { return value }
        }
        return nil
    }

    private static func kind(_ attributes: JSONObject) -> String? {
        if let kind = attributes["openinference.span.kind"]?.stringValue?.uppercased(), openInferenceKinds.contains(kind) { return kind }
        if let kind = attributes["gen_ai.operation.name"]?.stringValue.flatMap({ operationKinds[$0] }) { return kind }
        let kind = attributes["traceloop.span.kind"]?.stringValue?.uppercased()
        return kind.flatMap { traceloopKinds.contains($0) ? $0 : nil }
    }

    private static func usage(_ attributes: JSONObject) -> TokenUsage? {
        for names in tokens {
            let fields: JSONObject = [
                "input_tokens": attributes[names.input] ?? .null, "output_tokens": attributes[names.output] ?? .null,
                "total_tokens": attributes[names.total] ?? .null,
                "cache_read_input_tokens": first(names.cacheRead, attributes) ?? .null,
                "cache_creation_input_tokens": first(names.cacheCreation, attributes) ?? .null,
            ]
            if let usage = TokenUsage(.object(fields)) { return usage }
        }
        return nil
    }
}
