#include <sqlite3.h>

// sqlite3_config takes a variable number of arguments, which Swift cannot call.

/// Lets SQLite allocate without counting what it allocates, which takes a lock each time. To be called before SQLite is used.
static inline int sqlite_allocate_without_counting(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
