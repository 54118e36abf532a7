/// A kind of personal data that a pattern can recognise.
public enum PersonalDataKind: String, Sendable, Hashable, CaseIterable {
    /// An e-mail address.
    case email
    /// Ten digits as in the United States, or `+` and up to fifteen.
    case phone
    /// A United States social security number with its hyphens.
    case socialSecurityNumber = "ssn"
    /// Visa, Mastercard, Discover (16 digits) and American Express (15), without a check digit test.
    case creditCard = "credit_card"
    /// An IPv4 address.
    case ipAddress = "ip_address"

    /// The places of a text where this kind of data stands, as byte ranges of its UTF-8. O(length).
    public func ranges(in text: String) throws -> [Range<Int>] { try pattern.get().all(in: text).map(\.range) }

    /// Whether a text holds this kind of data.
    public func occurs(in text: String) throws -> Bool { try pattern.get().matches(text) }

    private var pattern: Result<Pattern, any Error> {
        switch self {
        case .email: PersonalDataPattern.email
        case .phone: PersonalDataPattern.phone
        case .socialSecurityNumber: PersonalDataPattern.socialSecurityNumber
        case .creditCard: PersonalDataPattern.creditCard
        case .ipAddress: PersonalDataPattern.ipAddress
        }
    }
}

private enum PersonalDataPattern {
    // The look-behind changes no match: it only keeps long runs of letters from being tried at each of them.
    static let email = Result { try Pattern(#"(?<![a-zA-Z0-9._%+-])[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}"#) }
    static let phone = Result {
        try Pattern(#"(?:\+?1[-.\s]?)?\(?\d{3}\)?[-.\s]?\d{3}[-.\s]?\d{4}|\+[1-9]\d{6,14}\b"#)
    }
    static let socialSecurityNumber = Result { try Pattern(#"\b\d{3}-\d{2}-\d{4}\b"#) }
    static let creditCard = Result {
        try Pattern(
            #"\b(?:(?:4\d{3}|5[1-5]\d{2}|6(?:011|5\d{2}))[- ]?\d{4}[- ]?\d{4}[- ]?\d{4}|3[47]\d{2}[- ]?\d{6}[- ]?\d{5})\b"#)
    }
    static let ipAddress = Result {
        try Pattern(#"\b(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\b"#)
    }
}
