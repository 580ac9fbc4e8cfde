import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** What the page promises, and the test that shows it: its folder, and words of its name. */
const promises: readonly (readonly [promise: string, folder: string, test: string])[] = [
  ['No name leaves its folder', 'framework/path', 'come back from any text, and are safe'],
  ['what is too long are escaped, reversibly', 'framework/path', 'that are too long keep their ending'],
  ['shown as their pictures', 'framework/markdown', 'control characters as their pictures'],
  ['they are left out, with marks', 'framework/markdown', 'what turns the direction of writing'],
  ['What our commands print is escaped', 'framework/cli', 'spells control characters of trackers'],
  ['look-alikes get a backslash', 'framework/markdown', 'can pose as structure'],
  ['The same holds when the file is saved', 'framework/edit', 'text that looks like ours'],
  ['might be read as something else is quoted', 'framework/markdown', 'in YAML 1.2 and 1.1'],
  ['Nothing from a tracker is handed to a shell', 'framework', 'a shell gets the user’s own command'],
  ['cannot stand in a header is refused', 'framework/layers', 'a token with a line end inside'],
  ['lines of a log are escaped', 'framework/cli/mount', 'a line is a line'],
  ['Mounts are `nosuid` and `nodev`', 'framework/backend/dev-fuse', 'in the mount table for what it is'],
  ['no file is executable', 'framework/vfs', 'is no program'],
  ['texts are quotations', 'framework/tree', 'agents are told that texts are quotations'],
  ['`JIRA_TOKEN` and the like', 'framework/config', 'of login are used for that address'],
  ['run when needed, kept in memory', 'framework/cli', 'runs when it is needed, once'],
  ['refused unless its mode is 0600', 'framework/config', 'come from a private file, and from no other'],
  ['credentials.json`, mode 0600', 'framework/cli', 'that login has checked is used from then on'],
  ['the configuration itself', 'framework/config', 'only where it is private'],
  ['Never a flag', 'framework/cli', 'a secret as a flag is refused'],
  ['Never the cache, the journal or a file', 'framework/cli', 'is in no output and in no file'],
  ['in every form they travel in', 'framework/config', 'takes a secret out'],
  ['no ticket loses a word', 'framework/config', 'leaves everything else as it is'],
  ['is followed without credentials', 'framework/layers', 'is followed without the credentials'],
  ['is not followed at all', 'framework/layers', 'never from https to http'],
  ['at most five are', 'framework/layers', 'five at most'],
  ['Attachments that stand on another host', 'plugins/jira/emulator', 'takes no credentials'],
  ['is refused except on loopback', 'framework/layers', 'plain http stays on this machine'],
  ['or with `--allow-insecure`', 'framework/cli', 'is refused, and allowed by a flag'],
  ['Certificates are checked', 'framework/layers', 'gets no request'],
  ['has no option that turns this off', 'framework', 'nothing turns the checking of certificates off'],
  ['folders of mode 0700', 'framework/store', 'folders are 0700, files 0600'],
  ['with files of mode 0600', 'framework/journal', 'in files of its own, flushed to disk'],
  ['also from root, unless', 'framework/backend/dev-fuse', 'with allowOther'],
  ['control socket of a running mount', 'framework/cli/control', 'the socket is for its user only'],
  ['what was stored for the other one is forgotten', 'framework/sync', 'another account forgets'],
  ['becomes `EACCES`', 'framework/sync', 'denied twice is EACCES and leaves the index'],
  ['It must belong to you or root', 'framework/config', 'does not use what others own'],
  ['nobody else may write it', 'framework/config', 'does not use what anybody can write'],
  ['The one of the folder you stand in counts', 'framework/config', 'takes the user’s own where there is none here'],
  ['Nothing, unless `--write` is given', 'framework/backend', 'a tree that can only be read says so'],
  ['unless `--allow-delete` is given', 'framework/journal', 'is refused unless the mount allows it'],
  ['Only what you changed is sent', 'framework/host/lossless', 'is all that changes'],
  ['Each edit is on disk before it is sent', 'framework/journal', 'a process that dies at any step loses nothing'],
  ['another account never sends it', 'framework/journal', 'with another account waits for that one'],
]

/** What users have to see to themselves, and what introduces or explains. */
const advice = [
  'This page says what can',
  'It can still lie to people',
  '**Plugins** are programs',
  'Tell the maintainers',
]

const root = join(import.meta.dirname, '..')
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')
const page = readFileSync(join(root, 'docs/security.md'), 'utf8')

/** Paragraphs, points of lists and rows of tables, each on one line. */
const statements = page
  .replaceAll(/^```.*?^```$/gms, '')
  .replaceAll(/^(?=- |\|)/gm, '\n')
  .split(/\n{2,}/)
  .map(statement => flat(statement).trim())
  .filter(statement => statement !== '' && !/^#|^\| (where|---)/.test(statement))

describe('what the security page promises', () => {
  it.each(promises)('“%s” is shown in %s', (promise, folder, test) => {
    expect(flat(page)).toContain(promise)
    const tests = globSync(`${folder}/*.test.ts`, { cwd: root }).map(file => readFileSync(join(root, file), 'utf8'))
    expect(tests.filter(text => text.includes(test))).not.toEqual([])
  })

  it('has a test, or is advice', () => {
    const known = [...promises.map(([promise]) => promise), ...advice]
    expect(statements.filter(statement => !known.some(words => statement.includes(words)))).toEqual([])
  })
})
