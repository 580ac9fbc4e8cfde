/**
 * The schema of version 1 of the journal.
 *
 * An edit is `pending` until the tracker has it, then `sent`; `kept` is one that could not be sent and waits for a person,
 * with the sentence that says why. `body` is the text that was saved. Times are milliseconds since 1970 UTC.
 */
const schema = `
CREATE TABLE edits (
  edit INTEGER PRIMARY KEY AUTOINCREMENT,
  mount TEXT NOT NULL, route TEXT NOT NULL, entity TEXT, key TEXT,
  base TEXT, body TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'kept')),
  created INTEGER NOT NULL, changed INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, sentence TEXT
);
CREATE INDEX edits_waiting ON edits (mount, edit) WHERE state <> 'sent';
`

/** Version 2: what an edit is, how far it has come, and what it is a change of. */
const progress = `
ALTER TABLE edits ADD COLUMN what TEXT NOT NULL DEFAULT 'edit';
ALTER TABLE edits ADD COLUMN account TEXT NOT NULL DEFAULT '';
ALTER TABLE edits ADD COLUMN path TEXT NOT NULL DEFAULT '';
ALTER TABLE edits ADD COLUMN mark TEXT NOT NULL DEFAULT '';
ALTER TABLE edits ADD COLUMN revision TEXT;
ALTER TABLE edits ADD COLUMN changes TEXT;
ALTER TABLE edits ADD COLUMN shown TEXT;
ALTER TABLE edits ADD COLUMN pid INTEGER;
ALTER TABLE edits ADD COLUMN accepted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE edits ADD COLUMN kind TEXT;
ALTER TABLE edits ADD COLUMN theirs TEXT;
ALTER TABLE edits ADD COLUMN progress TEXT NOT NULL DEFAULT '{}';
ALTER TABLE edits ADD COLUMN bytes BLOB;
CREATE INDEX edits_entity ON edits (mount, entity, edit);
CREATE INDEX edits_path ON edits (mount, path, edit);
CREATE INDEX edits_sent ON edits (changed) WHERE state = 'sent';
CREATE INDEX edits_kept ON edits (edit) WHERE state = 'kept';
`

/** Each step makes the next version. */
export const migrations = [schema, progress] as const
