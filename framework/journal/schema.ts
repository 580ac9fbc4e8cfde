/**
 * The schema of version 1 of the journal.
 *
 * An edit is `pending` until the tracker has it, then `sent`; `kept` is one that could not be sent and waits for a person,
 * with the sentence that says why. `edit` is JSON. Times are milliseconds since 1970 UTC.
 */
export const schema = `
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
