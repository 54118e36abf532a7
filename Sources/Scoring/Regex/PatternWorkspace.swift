import CPCRE2

/// What one thread needs while it matches: a place for the result, the limits, and a stack for compiled code.
///
/// Used by one thread at a time: a pattern lends it out for the length of a call.
struct PatternWorkspace: @unchecked Sendable {
    private static let matchLimit: UInt32 = 1_000_000
    private static let depthLimit: UInt32 = 100_000
    private static let heapKibibytes: UInt32 = 32_768
    private static let largestStack = 1_048_576

    private let result: OpaquePointer
    private let context: OpaquePointer
    private let stack: OpaquePointer?

    /// A workspace for one compiled pattern; nil without memory.
    init?(_ code: OpaquePointer) {
        guard let result = pcre2_match_data_create_from_pattern_8(code, nil) else { return nil }
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_match_data_free_8(result)
            return nil
        }
        pcre2_set_match_limit_8(context, Self.matchLimit)
        pcre2_set_depth_limit_8(context, Self.depthLimit)
        pcre2_set_heap_limit_8(context, Self.heapKibibytes)
        stack = pcre2_jit_stack_create_8(32_768, Self.largestStack, nil)
        if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
        (self.result, self.context) = (result, context)
    }

    func free() {
        pcre2_match_data_free_8(result)
        pcre2_match_context_free_8(context)
        if let stack { pcre2_jit_stack_free_8(stack) }
    }

    /// PCRE2's status: positive for a match. What outgrows the stack of compiled code is tried again by the interpreter, which may
    /// leave megabytes in the workspace: `isBloated` is then set.
    func match(
        _ code: OpaquePointer, _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ flags: UInt32, isBloated: inout Bool
    ) -> Int32 {
        guard let base = bytes.baseAddress else {
            var nothing: UInt8 = 0
            return pcre2_match_8(code, &nothing, 0, 0, flags, result, context)
        }
        let status = pcre2_match_8(code, base, bytes.count, start, flags, result, context)
        guard status == PCRE2_ERROR_JIT_STACKLIMIT else { return status }
        isBloated = true
        return pcre2_match_8(code, base, bytes.count, start, flags | PCRE2_NO_JIT, result, context)
    }

    /// The ranges of the last match and its groups.
    var ranges: [Range<Int>?] {
        guard let offsets = pcre2_get_ovector_pointer_8(result) else { return [] }
        return (0..<Int(pcre2_get_ovector_count_8(result))).map { group in
            let (start, end) = (offsets[2 * group], offsets[2 * group + 1])
            return start >= 0 && end >= 0 ? start..<max(start, end) : nil
        }
    }
}
