/* What SQLite alone takes for the writes of the table: the same rows into a copy of the same store, one transaction a request, flushed
   before the next, from one thread and without any server.

   cc -O2 floor.c -o floor -lsqlite3; ./floor COPY-OF-STORE.db

   Prints one line of JSON: processor milliseconds a request, of user and system. The log is copied into the file as the server does it. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { RUNS = 100, METRICS = 100 };

static sqlite3 *database;
static sqlite3_stmt *begin, *commit, *find, *history, *latest, *experiment, *target, *run, *tag;
static char ids[RUNS][64];
static int run_count;
static long long step = 1000000;

static void require(int holds) {
    if (holds) return;
    fprintf(stderr, "floor: %s\n", sqlite3_errmsg(database));
    exit(1);
}

static sqlite3_stmt *prepared(const char *sql) {
    sqlite3_stmt *statement = NULL;
    require(sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK);
    return statement;
}

static void finish(sqlite3_stmt *statement) {
    int code;
    do code = sqlite3_step(statement); while (code == SQLITE_ROW);
    require(code == SQLITE_DONE);
    sqlite3_reset(statement);
}

static long long first(sqlite3_stmt *statement) {
    require(sqlite3_step(statement) == SQLITE_ROW);
    long long value = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return value;
}

static void put_metrics(sqlite3_stmt *statement, long long key, int count) {
    for (int place = 0; place < count; place++) {
        char name[32] = "loss";
        if (count > 1) snprintf(name, sizeof name, "metric%d", place);
        sqlite3_bind_int64(statement, 1, key);
        sqlite3_bind_text(statement, 2, name, -1, SQLITE_TRANSIENT);
        sqlite3_bind_int64(statement, 3, step);
        sqlite3_bind_int64(statement, 4, 1700000000000 + step);
        sqlite3_bind_double(statement, 5, 0.125 * place);
        finish(statement);
    }
}

static void log_metrics(int count) {
    finish(begin);
    sqlite3_bind_text(find, 1, ids[step++ % run_count], -1, SQLITE_STATIC);
    long long key = first(find);
    put_metrics(history, key, count);
    put_metrics(latest, key, count);
    finish(commit);
}

static void log_metric(void) { log_metrics(1); }
static void log_batch_100(void) { log_metrics(METRICS); }

static void create_run(void) {
    static const char *tags[][2] = {{"mlflow.runName", "run"}, {"mlflow.source.name", "train.py"}, {"mlflow.source.type", "LOCAL"},
                                    {"mlflow.user", "someone"}};
    char id[64], name[64];
    snprintf(id, sizeof id, "%08x%08x%08x%08x", rand(), rand(), rand(), rand());
    snprintf(name, sizeof name, "run %lld", step++);
    finish(begin);
    first(experiment);
    sqlite3_bind_text(target, 1, id, -1, SQLITE_STATIC);
    require(sqlite3_step(target) == SQLITE_ROW);
    long long key = sqlite3_column_int64(target, 0);
    finish(target);
    sqlite3_bind_int64(run, 1, key);
    sqlite3_bind_text(run, 2, id, -1, SQLITE_STATIC);
    sqlite3_bind_text(run, 3, name, -1, SQLITE_STATIC);
    sqlite3_bind_int64(run, 4, 1700000000000 + step);
    finish(run);
    for (int place = 0; place < 4; place++) {
        sqlite3_bind_int64(tag, 1, key);
        sqlite3_bind_text(tag, 2, tags[place][0], -1, SQLITE_STATIC);
        sqlite3_bind_text(tag, 3, tags[place][1], -1, SQLITE_STATIC);
        finish(tag);
    }
    finish(commit);
}

static void prepare(void) {
    char *message = NULL;
    require(sqlite3_exec(database,
                         "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
                         "PRAGMA wal_autocheckpoint = 16000", NULL, NULL, &message) == SQLITE_OK);
    begin = prepared("BEGIN IMMEDIATE");
    commit = prepared("COMMIT");
    find = prepared("SELECT key, lifecycle_stage FROM run WHERE id = ?");
    history = prepared("INSERT INTO metric (run_key, name, step, recorded_time, value, is_nan) VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING");
    latest = prepared(
        "INSERT INTO latest_metric (run_key, name, step, recorded_time, value, is_nan) VALUES (?, ?, ?, ?, ?, 0) "
        "ON CONFLICT (run_key, name) DO UPDATE SET step = excluded.step, recorded_time = excluded.recorded_time, value = excluded.value, "
        "is_nan = excluded.is_nan WHERE (excluded.step, excluded.recorded_time, excluded.value) >= "
        "(latest_metric.step, latest_metric.recorded_time, latest_metric.value)");
    experiment = prepared("SELECT id, artifact_location, lifecycle_stage FROM experiment ORDER BY id LIMIT 1");
    target = prepared("INSERT INTO target (kind, id) VALUES ('run', ?) ON CONFLICT DO NOTHING RETURNING key");
    run = prepared(
        "INSERT INTO run (key, id, name, experiment_id, user_id, status, start_time, lifecycle_stage, artifact_uri) VALUES "
        "(?1, ?2, ?3, (SELECT min(id) FROM experiment), 'someone', 'RUNNING', ?4, 'active', 'mlflow-artifacts:/0/' || ?2 || '/artifacts')");
    tag = prepared("INSERT INTO run_tag (run_key, name, value) VALUES (?, ?, ?) ON CONFLICT (run_key, name) DO UPDATE SET value = excluded.value");
    sqlite3_stmt *runs = prepared("SELECT id FROM run ORDER BY key LIMIT 100");
    while (sqlite3_step(runs) == SQLITE_ROW) snprintf(ids[run_count++], sizeof ids[0], "%s", (const char *)sqlite3_column_text(runs, 0));
    sqlite3_finalize(runs);
    require(run_count > 0);
}

static double milliseconds(struct timeval time) { return time.tv_sec * 1e3 + time.tv_usec / 1e3; }

/* The least of three rounds, as the servers are measured. */
static void measure(const char *name, void (*request)(void), int count, const char *end) {
    double least_user = 0, least_system = 0;
    for (int warm = 0; warm < count / 20; warm++) request();
    for (int round = 0; round < 3; round++) {
        struct rusage before, after;
        getrusage(RUSAGE_SELF, &before);
        for (int done = 0; done < count; done++) request();
        getrusage(RUSAGE_SELF, &after);
        double user = (milliseconds(after.ru_utime) - milliseconds(before.ru_utime)) / count;
        double system = (milliseconds(after.ru_stime) - milliseconds(before.ru_stime)) / count;
        if (round == 0 || user + system < least_user + least_system) least_user = user, least_system = system;
    }
    printf("\"%s\": {\"user\": %.3f, \"system\": %.3f}%s", name, least_user, least_system, end);
}

int main(int count, char **arguments) {
    if (count != 2) {
        fprintf(stderr, "usage: floor COPY-OF-STORE.db\n");
        return 2;
    }
    require(sqlite3_open(arguments[1], &database) == SQLITE_OK);
    prepare();
    printf("{");
    measure("log_metric", log_metric, 4000, ", ");
    measure("log_batch_100", log_batch_100, 600, ", ");
    measure("create_run", create_run, 3000, "}\n");
    sqlite3_close(database);
    return 0;
}
