import CPCRE2

/// One compiled expression of PCRE2 and what a thread needs to match with it; used by one thread at a time.
///
/// Matching cannot take long: steps, memory and, over all texts together, time are limited.
final class TextMatcher {
    /// Why a search was given up: the client's pattern takes too long.
    enum Outcome {
        case matches
        case differs
        case tooHard
    }

    /// Most steps of a client's regular expression on one text.
    static let userMatchLimit: UInt32 = 500_000
    /// Most steps of any expression on one text.
    private static let matchLimit: UInt32 = 20_000_000
    private static let depthLimit: UInt32 = 10_000
    private static let heapKibibytes: UInt32 = 16_384
    /// Longest time of an expression over all texts of a statement.
    static let longest = Duration.seconds(5)
    /// How many bytes may be read before the clock is looked at.
    private static let bytesBetweenLooks = 65_536

    private let code: OpaquePointer
    private let result: OpaquePointer
    private let context: OpaquePointer
    private let start = ContinuousClock.now
    private var bytesUntilLook = bytesBetweenLooks

    /// Compiles an expression; nil when it is wrong, too large, or there is no memory.
    init?(_ expression: String) {
        var status: Int32 = 0
        var offset = 0
        let flags = PCRE2_UTF | PCRE2_UCP | UInt32(PCRE2_NEVER_BACKSLASH_C)
        let bytes = Array(expression.utf8)
        guard let code = pcre2_compile_8(bytes, bytes.count, flags, &status, &offset, nil) else { return nil }
        guard let result = pcre2_match_data_create_8(1, nil) else {
            pcre2_code_free_8(code)
            return nil
        }
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_match_data_free_8(result)
            pcre2_code_free_8(code)
            return nil
        }
        pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
        pcre2_set_match_limit_8(context, Self.matchLimit)
        pcre2_set_depth_limit_8(context, Self.depthLimit)
        pcre2_set_heap_limit_8(context, Self.heapKibibytes)
        (self.code, self.result, self.context) = (code, result, context)
    }

    deinit {
        pcre2_match_context_free_8(context)
        pcre2_match_data_free_8(result)
        pcre2_code_free_8(code)
    }

    /// Whether the expression occurs in a text of UTF-8.
    func match(_ bytes: UnsafePointer<UInt8>, count: Int) -> Outcome {
        bytesUntilLook -= count + 64
        if bytesUntilLook < 0 {
            bytesUntilLook = Self.bytesBetweenLooks
            guard start.duration(to: .now) < Self.longest else { return .tooHard }
        }
        var status = pcre2_match_8(code, bytes, count, 0, 0, result, context)
        if status == PCRE2_ERROR_JIT_STACKLIMIT { status = pcre2_match_8(code, bytes, count, 0, UInt32(PCRE2_NO_JIT), result, context) }
        switch status {
        case 0...: return .matches
        case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT: return .tooHard
        default: return .differs
        }
    }
}
