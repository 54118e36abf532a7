/// The database gave up the whole transaction when one of its parts failed, as it does when the disk is full.
struct TransactionLost: Error {
    let cause: any Error
    let undoing: any Error
}

/// The database undid the whole transaction for a reason that may be gone when it runs again: a deadlock, a lost connection.
struct TransactionRestart: Error {
    /// What to report when running again does not help either.
    let cause: TrackingError
}
