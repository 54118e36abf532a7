/// The names that logged models may have.
enum LoggedModelName {
    private static let forbidden: [Unicode.Scalar] = ["/", ":", ".", "%", "\"", "'"]

    /// Throws unless a name may be a logged model's.
    static func check(_ name: String) throws(MLflowError) {
        guard name.isEmpty || name.unicodeScalars.contains(where: forbidden.contains) else {
            return try TextLimit.experimentName.check(name, "name")
        }
        throw .invalid(
            """
            Invalid model name ('\(name)') provided. Model name must be a non-empty string and cannot contain the following \
            characters: ('/', ':', '.', '%', '"', "'")
            """)
    }
}
