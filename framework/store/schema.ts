/**
 * The schema of version 1, the first one; later versions are further steps. What is large stands last in
 * its row, so that the rest is read without it. Numbers are never given twice: they live on in caches and open files.
 */
const schema = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE mounts (
  mount INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL, source TEXT NOT NULL, scope TEXT NOT NULL,
  instance TEXT NOT NULL DEFAULT '', account TEXT NOT NULL DEFAULT '', accountName TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL DEFAULT 0, root INTEGER NOT NULL, seen INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE entities (
  entity INTEGER PRIMARY KEY AUTOINCREMENT,
  mount INTEGER NOT NULL, route TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
  modified INTEGER NOT NULL DEFAULT 0, wanted INTEGER NOT NULL DEFAULT 0, dirty INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0, retryAt INTEGER NOT NULL DEFAULT 0,
  fetched INTEGER NOT NULL DEFAULT 0, seen INTEGER NOT NULL DEFAULT 0, changes INTEGER NOT NULL DEFAULT 0,
  open INTEGER NOT NULL DEFAULT 1,
  validator TEXT, missing TEXT, problem TEXT, line TEXT, body TEXT
);
CREATE UNIQUE INDEX entities_id ON entities (mount, route, id);
CREATE INDEX entities_seen ON entities (mount, route, seen);
CREATE INDEX entities_wanted ON entities (mount, modified) WHERE wanted = 1;
CREATE INDEX entities_retry ON entities (mount, retryAt) WHERE wanted = 1;
CREATE INDEX entities_dirty ON entities (mount) WHERE dirty = 1;
CREATE INDEX entities_problem ON entities (mount) WHERE problem IS NOT NULL;

CREATE TABLE documents (document INTEGER PRIMARY KEY AUTOINCREMENT, hash BLOB NOT NULL UNIQUE, bytes BLOB NOT NULL);

CREATE TABLE versions (
  entity INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER, document INTEGER NOT NULL,
  revision TEXT NOT NULL, superseded INTEGER,
  PRIMARY KEY (entity, since)
) WITHOUT ROWID;
CREATE INDEX versions_document ON versions (document);
CREATE INDEX versions_superseded ON versions (superseded) WHERE superseded IS NOT NULL;

CREATE TABLE nodes (
  ino INTEGER PRIMARY KEY AUTOINCREMENT,
  parent INTEGER NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL,
  kind INTEGER NOT NULL, hidden INTEGER NOT NULL DEFAULT 0, state INTEGER NOT NULL DEFAULT 0,
  size INTEGER NOT NULL DEFAULT 0, mtime INTEGER NOT NULL, ctime INTEGER NOT NULL, birth INTEGER NOT NULL,
  document INTEGER, entity INTEGER, mount INTEGER, detail TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX nodes_name ON nodes (parent, folded, name);
CREATE INDEX nodes_listing ON nodes (parent, ino) WHERE hidden = 0;
CREATE INDEX nodes_folders ON nodes (parent, ino) WHERE hidden = 0 AND kind = 0;
CREATE INDEX nodes_entity ON nodes (entity) WHERE entity IS NOT NULL;
CREATE INDEX nodes_document ON nodes (document) WHERE document IS NOT NULL;

CREATE TABLE cursors (
  mount INTEGER NOT NULL, feed TEXT NOT NULL, cursor TEXT NOT NULL,
  polled INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (mount, feed)
) WITHOUT ROWID;

CREATE TABLE listings (
  mount INTEGER NOT NULL, what TEXT NOT NULL, kind TEXT NOT NULL,
  cursor TEXT, listed INTEGER NOT NULL DEFAULT 0, total INTEGER,
  started INTEGER NOT NULL, finished INTEGER,
  PRIMARY KEY (mount, what, kind)
) WITHOUT ROWID;

CREATE TABLE absences (
  parent INTEGER NOT NULL, name TEXT NOT NULL, problem TEXT NOT NULL,
  PRIMARY KEY (parent, name)
) WITHOUT ROWID;
`

/** Version 2: what may be written, and texts that are shown before the tracker has them. */
const writing = `
ALTER TABLE nodes ADD COLUMN writable INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entities ADD COLUMN covered INTEGER NOT NULL DEFAULT 0;
CREATE INDEX nodes_writable ON nodes (mount) WHERE writable = 1;
CREATE INDEX entities_covered ON entities (mount) WHERE covered = 1;
`

/** Each step makes the next version. */
export const migrations = [schema, writing] as const

/** How kinds and states are written in `nodes`: their place in the list. */
export const nodeKinds = ['folder', 'document', 'generated', 'file', 'link', 'scratch'] as const
export const nodeStates = ['absent', 'ready', 'stale', 'denied'] as const
