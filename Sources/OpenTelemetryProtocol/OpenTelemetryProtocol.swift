/// Placeholder until the generated messages land.
enum OpenTelemetryProtocol {}
