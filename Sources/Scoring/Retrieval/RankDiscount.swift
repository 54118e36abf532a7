#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The weight of the document at a rank counted from 0: 1 / log2(rank + 2).
func rankDiscount(_ rank: Int) -> Double {
    rank < rankDiscounts.count ? rankDiscounts[rank] : 1 / log2(Double(rank) + 2)
}

private let rankDiscounts: [Double] = (0..<1024).map { 1 / log2(Double($0) + 2) }
