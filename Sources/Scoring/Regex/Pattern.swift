import CPCRE2
import Synchronization

/// A regular expression, compiled once and matched many times from any number of tasks.
///
/// The language is PCRE2's with Unicode rules: `\w`, `\d`, `\s`, `\b` and case folding know all scripts, and `\uXXXX` is understood.
/// Python's patterns mean the same here but for `\Z` (write `\z`); with ``PatternOptions/endMeansEnd`` `\s` is PCRE2's own. Matching never hangs: a pattern that backtracks too much on a text
/// gives an error. Compile patterns outside loops; a match costs about a microsecond plus the scan.
public final class Pattern: Sendable {
    /// The pattern as it was written.
    public let source: String
    /// What was asked of it.
    public let options: PatternOptions
    // Immutable after `init`, freed in `deinit`; PCRE2 allows any number of threads to match with one compiled pattern.
    private nonisolated(unsafe) let code: OpaquePointer
    private let idle = Mutex<[PatternWorkspace]>([])

    /// Compiles a pattern. Throws one sentence with the place when it is wrong.
    public init(_ source: String, options: PatternOptions = []) throws(ScorerArgumentError) {
        self.source = source
        self.options = options
        code = try Self.compile(source, options)
        pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    }

    deinit {
        idle.withLock { for workspace in $0 { workspace.free() } }
        pcre2_code_free_8(code)
    }

    /// How many capturing groups the pattern has.
    public var groupCount: Int {
        var count: UInt32 = 0
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
        return Int(count)
    }

    /// Whether the pattern occurs in a text. Throws ``ScoringError/failed(reason:)`` when it backtracks too much.
    public func matches(_ text: String) throws(ScoringError) -> Bool { try first(in: text) != nil }

    /// The first occurrence in a text; nil when there is none.
    public func first(in text: String) throws(ScoringError) -> PatternMatch? {
        try occurrences(in: text, atMost: 1).first
    }

    /// The occurrences in a text from left to right, none overlapping; after an empty one the next begins later or is longer.
    public func all(in text: String) throws(ScoringError) -> [PatternMatch] { try occurrences(in: text, atMost: .max) }

    /// The text with every occurrence replaced by another text, which is taken as it is.
    public func replacingAll(in text: String, with replacement: String) throws(ScoringError) -> String {
        let matches = try all(in: text)
        guard !matches.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var position = 0
        for match in matches where match.range.lowerBound >= position {
            result += bytes[position..<match.range.lowerBound]
            result += replacement.utf8
            position = match.range.upperBound
        }
        return String(decoding: result + bytes[position...], as: UTF8.self)
    }

    private func occurrences(in text: String, atMost limit: Int) throws(ScoringError) -> [PatternMatch] {
        var copy = text
        let result = copy.withUTF8 { bytes in
            Result { () throws(ScoringError) in try occurrences(in: bytes, atMost: limit) }
        }
        return try result.get()
    }

    /// The occurrences in valid UTF-8.
    func occurrences(in bytes: UnsafeBufferPointer<UInt8>, atMost limit: Int) throws(ScoringError) -> [PatternMatch] {
        guard let workspace = idle.withLock({ $0.popLast() }) ?? PatternWorkspace(code) else {
            throw .failed(reason: "there is no memory to match the pattern \"\(shownSource)\"")
        }
        var isBloated = false
        defer { isBloated ? workspace.free() : idle.withLock { $0.append(workspace) } }
        var found: [PatternMatch] = []
        var start = 0
        var flags = UInt32(PCRE2_NO_UTF_CHECK)
        while found.count < limit, start <= bytes.count {
            let status = workspace.match(code, bytes, from: start, flags, isBloated: &isBloated)
            if status == PCRE2_ERROR_NOMATCH { break }
            guard status > 0 else { throw failure(status) }
            let match = PatternMatch(ranges: workspace.ranges)
            found.append(match)
            start = max(match.range.upperBound, start)
            flags = UInt32(PCRE2_NO_UTF_CHECK) | (match.range.isEmpty ? PCRE2_NOTEMPTY_ATSTART : 0)
        }
        return found
    }

    private var shownSource: String { source.count <= 80 ? source : String(source.prefix(80)) + "…" }

    private func failure(_ status: Int32) -> ScoringError {
        switch status {
        case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT:
            .failed(reason: "the pattern \"\(shownSource)\" backtracks too much on this text and was stopped")
        default: .failed(reason: "the pattern \"\(shownSource)\" failed on this text: \(Self.message(status))")
        }
    }
}

extension Pattern {
    private static let longestSource = 65_536

    private static func compile(_ source: String, _ options: PatternOptions) throws(ScorerArgumentError) -> OpaquePointer {
        guard source.utf8.count <= longestSource else {
            throw ScorerArgumentError("the pattern is longer than \(longestSource) bytes")
        }
        let flags = options.flags(for: source)
        let rewritten = options.contains(.endMeansEnd) ? source : pythonSpaces(in: source, isExtended: options.contains(.extended))
        if rewritten != source, let code = try? compile(rewritten, flags) { return code }
        // Errors are told at their place in the pattern as it was written.
        return try compile(source, flags)
    }

    private static func compile(_ source: String, _ flags: UInt32) throws(ScorerArgumentError) -> OpaquePointer {
        var status: Int32 = 0
        var offset = 0
        let bytes = Array(source.utf8)
        guard let context = pcre2_compile_context_create_8(nil) else { throw ScorerArgumentError("there is no memory for the pattern") }
        defer { pcre2_compile_context_free_8(context) }
        pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
        let compiled = pcre2_compile_8(bytes, bytes.count, flags, &status, &offset, context)
        if let compiled { return compiled }
        let place = String(decoding: bytes.prefix(max(0, offset)), as: UTF8.self).unicodeScalars.count
        let shown = source.count <= 80 ? source : String(source.prefix(80)) + "…"
        throw ScorerArgumentError("the pattern \"\(shown)\" is wrong at character \(place): \(message(status))")
    }

    private static func message(_ status: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(status, &buffer, buffer.count)
        return length >= 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "error \(status)"
    }
}
