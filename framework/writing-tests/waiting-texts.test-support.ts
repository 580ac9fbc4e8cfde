import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What an edit of the journal is to change, as text. */
export interface WaitingText {
  readonly state: string
  readonly sentence: string | null
  readonly text: string
}

/** Edits in the journals of a user that the tracker does not have: the journal itself is asked, also of a mount that runs. */
export function waitingTexts(home: string): readonly WaitingText[] {
  const folder = join(home, '.local/state/issuefs')
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.db'))
  return files.flatMap(name => {
    const database = new DatabaseSync(join(folder, name), { readOnly: true, timeout: 5000 })
    try {
      const query = `SELECT state, sentence, path || ' ' || coalesce(changes, body) AS text FROM edits WHERE state <> 'sent'`
      return database.prepare(query).all() as unknown as WaitingText[]
    } finally {
      database.close()
    }
  })
}
