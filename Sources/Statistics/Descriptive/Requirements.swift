/// Throws unless there are at least so many.
func requireCount(_ count: Int, atLeast minimum: Int, _ name: String) throws(Undefined) {
    guard count >= minimum else { throw Undefined("at least \(minimum) \(name) are needed, got \(count)") }
}

/// Throws unless two lists are equally long.
func requireSameCount(_ first: Int, _ second: Int, _ names: String) throws(Undefined) {
    guard first == second else { throw Undefined("\(names) must be equally long, got \(first) and \(second)") }
}

/// Throws unless an error rate lies strictly between 0 and 1.
func requireAlpha(_ alpha: Double) throws(Undefined) {
    guard alpha > 0, alpha < 1 else { throw Undefined("alpha must lie between 0 and 1, got \(alpha)") }
}
