#ifndef CPOSTGRESQL_H
#define CPOSTGRESQL_H

#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

/// Loads libpq, which is not linked: it brings a dozen libraries along that a process without PostgreSQL need not hold in memory, and a
/// machine without PostgreSQL need not have. Returns NULL when it is there, else the reason why not, a text that stays valid.
///
/// The functions that `libpq.c` names work after that; before, and without the library, they return zero or NULL.
const char *_Nullable CPostgreSQLLoad(void);

#endif
