import CSQLite

/// How SQLite allocates in this process.
enum SQLiteMemory {
    /// Does not count what is allocated: the counters have a lock that every allocation of every connection takes.
    ///
    /// Takes effect when it is read before the first connection is made, and does nothing afterwards.
    static let isUncounted = sqlite_allocate_without_counting() == SQLITE_OK
}
