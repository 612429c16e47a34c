-- Every key begins with the tenant, so that the tables can be sharded by it.
CREATE TABLE records (
    tenant       TEXT    NOT NULL,
    idx          INTEGER NOT NULL,            -- dense position in the tenant's ledger
    issue        TEXT    NOT NULL,
    version      INTEGER NOT NULL,            -- position within the issue, from 1
    leaf         TEXT    NOT NULL,            -- SHA-256(0x00 || stored), RFC 6962
    stored       BLOB    NOT NULL,            -- the bytes themselves, never written again
    PRIMARY KEY (tenant, idx),
    UNIQUE (tenant, issue, version)
);
CREATE TABLE issues (
    tenant       TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    number       INTEGER NOT NULL,            -- order of registration
    version      INTEGER NOT NULL,
    workflow     TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    schema       INTEGER NOT NULL,            -- format of the snapshot
    snapshot     TEXT    NOT NULL,            -- a cache of fold(records)
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX issues_by_number ON issues (tenant, number);
CREATE INDEX issues_by_state ON issues (tenant, workflow, state, number);
CREATE TABLE holders (
    tenant       TEXT    NOT NULL,
    holder       TEXT    NOT NULL,            -- id of a person or unit, or role:NAME
    issue        TEXT    NOT NULL,
    PRIMARY KEY (tenant, holder, issue)
) WITHOUT ROWID;
CREATE INDEX holders_by_issue ON holders (tenant, issue);
CREATE TABLE timers (
    tenant       TEXT    NOT NULL,
    issue        TEXT    NOT NULL,
    due          TEXT    NOT NULL,            -- the next alarm; a cache, recomputed when claimed
    calendar     TEXT    NOT NULL,            -- digest of the calendar it was computed with
    PRIMARY KEY (tenant, issue)
) WITHOUT ROWID;
CREATE INDEX timers_by_due ON timers (tenant, due);
CREATE TABLE outbox (
    tenant       TEXT    NOT NULL,
    number       INTEGER NOT NULL,
    id           TEXT    NOT NULL,            -- stays the same through every retry
    kind         TEXT    NOT NULL,
    recipient    TEXT    NOT NULL,
    means        TEXT    NOT NULL,
    PRIMARY KEY (tenant, number),
    UNIQUE (tenant, id)
);
CREATE TABLE answers (
    tenant       TEXT    NOT NULL,
    key          TEXT    NOT NULL,            -- idempotency key
    command      TEXT    NOT NULL,            -- digest of the command, personal values left out
    issue        TEXT    NOT NULL,
    version      INTEGER NOT NULL,
    PRIMARY KEY (tenant, key)
) WITHOUT ROWID;
CREATE TABLE personal (
    tenant       TEXT    NOT NULL,
    issue        TEXT    NOT NULL,
    version      INTEGER NOT NULL,            -- the record that commits to the value
    field        TEXT    NOT NULL,
    value        TEXT    NOT NULL,
    salt         TEXT    NOT NULL,
    PRIMARY KEY (tenant, issue, version, field)
) WITHOUT ROWID;
CREATE TABLE definitions (
    tenant       TEXT    NOT NULL,
    digest       TEXT    NOT NULL,
    content      TEXT    NOT NULL,
    PRIMARY KEY (tenant, digest)
);
