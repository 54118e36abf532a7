/// The database gave up the whole transaction when one of its parts failed, as it does when the disk is full, or could not begin it anew.
struct TransactionLost: Error {
    /// What to report to all whose work was in the transaction.
    let cause: any Error
}

/// The database undid the whole transaction for a reason that may be gone when it runs again: a deadlock, a lost connection.
struct TransactionRestart: Error {
    /// What to report when running again does not help either.
    let cause: TrackingError
}
