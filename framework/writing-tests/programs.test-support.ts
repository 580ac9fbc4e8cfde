import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ran } from '../cli/fixtures/command-line.ts'
import type { Mounted } from './mounted.test-support.ts'
import type { Replacement } from './trackers/tracker.test-support.ts'

/** What a program is to do with a file: replace the first such text, or add a paragraph at the end. */
export type Change = Replacement | { readonly tail: string }

/** A program that saves, as people use it. */
export interface Program {
  readonly name: string
  readonly needs: readonly string[]
  /** Why it can't save through fuse-native. */
  readonly notNative?: string
  save(mounted: Mounted, file: string, change: Change): Promise<Ran>
}

/** The variables of scripts: `F` file, `D` its folder, `R` the mount, `P` the file below it, `NEW` the file with the text to save, `TAIL` one with what is to come at the end, `OUT` a folder elsewhere. */
async function variables(mounted: Mounted, file: string, change: Change): Promise<Record<string, string>> {
  const out = mounted.outside()
  const { out: text } = await mounted.run('cat', [file])
  const tail = 'tail' in change ? `\n${change.tail}\n` : ''
  const { from = '', to = '' } = 'from' in change ? change : {}
  writeFileSync(join(out, 'new.md'), 'tail' in change ? text + tail : text.replace(from, () => to))
  writeFileSync(join(out, 'tail.md'), tail)
  return {
    F: file,
    D: file.slice(0, file.lastIndexOf('/')),
    R: mounted.root,
    P: file.slice(mounted.root.length + 1),
    OUT: out,
    NEW: join(out, 'new.md'),
    TAIL: join(out, 'tail.md'),
    // For regular expressions.
    FROM: from.replaceAll(/[[\]]/g, '\\$&'),
    TO: to,
  }
}

/** A program that is told what to change; one script to replace, one to add. */
function edits(name: string, needs: readonly string[], replace: string, add: string): Program {
  return {
    name,
    needs,
    save: async (mounted, file, change) =>
      mounted.bash(`set -eo pipefail\n${'tail' in change ? add : replace}`, await variables(mounted, file, change)),
  }
}

/** A program that brings the whole text. */
function brings(name: string, needs: readonly string[], script: string): Program {
  return edits(name, needs, script, script)
}

const vim = (settings: string): readonly [string, string] => {
  const open = `vim -u NONE -es -c 'set ${settings}'`
  return [`${open} -c "%s/$FROM/$TO/" -c wq "$F"`, `${open} -c '$r '"$TAIL" -c wq "$F"`]
}

const python = (code: string): string =>
  `python3 - <<'END'\nimport os\nnew = open(os.environ['NEW']).read()\nF, D = os.environ['F'], os.environ['D']\n${code}\nEND`

const node = (code: string): string =>
  `node -e "$(cat <<'END'\nconst fs = require('fs')\nconst { F, D, NEW, TAIL } = process.env\nconst text = fs.readFileSync(NEW, 'utf8')\n${code}\nEND\n)"`

/**
 * Alt-R replaces, Alt-/ goes to the end, Ctrl-O and Enter save, Ctrl-X ends. (Ctrl-\ replaces as well, but ends nano as long as
 * it may be interrupted in reading the file.)
 */
const nano: Program = {
  name: 'nano',
  needs: ['nano', 'script'],
  save(mounted, file, change) {
    const keys = 'tail' in change ? `\u001b/\r${change.tail}\r` : `\u001br${change.from}\r${change.to}\ra`
    const type = { sign: /\[ Read \d+ lines/, keys: `${keys}\u000f\r\u0018` }
    return mounted.run('script', ['-qec', `nano --ignorercfiles '${file}'`, '/dev/null'], { type })
  },
}

/** The programs, in an order that puts different ones on neighbouring trackers. */
export const programs: readonly Program[] = [
  edits('vim, backupcopy=yes', ['vim'], ...vim('backupcopy=yes backup')),
  edits('vim, backupcopy=no', ['vim'], ...vim('backupcopy=no backup writebackup')),
  nano,
  edits('sed -i', ['sed'], 'sed -i "s/$FROM/$TO/" "$F"', 'sed -i "\\$r $TAIL" "$F"'),
  edits(
    'ed',
    ['ed'],
    'printf "%s\\n" ",s/$FROM/$TO/" w q | ed -s "$F"',
    'printf "%s\\n" "\\$r $TAIL" w q | ed -s "$F"',
  ),
  edits(
    'perl -i -pe',
    ['perl'],
    'perl -i -pe "s/$FROM/$TO/" "$F"',
    'perl -i -pe \'if (eof) { open my $t, "<", $ENV{TAIL}; $_ .= join "", <$t> }\' "$F"',
  ),
  brings('cp over it', ['cp'], 'cp "$NEW" "$F"'),
  {
    ...brings('mv from another file system', ['mv'], 'mv -f "$NEW" "$F"'),
    notNative: 'it unlinks first, and libfuse 2 does not tell that it is mv',
  },
  brings('mv within the folder', ['mv'], 'cp "$NEW" "$D/edited.tmp"; mv "$D/edited.tmp" "$F"'),
  edits('tee', ['tee'], 'tee "$F" < "$NEW" > "$OUT/seen"', 'tee -a "$F" < "$TAIL" > "$OUT/seen"'),
  edits('> and >>', ['cat'], 'cat "$NEW" > "$F"', 'cat "$TAIL" >> "$F"'),
  brings(
    'git apply',
    ['git', 'diff'],
    'git init -q "$OUT"; diff -u --label "a/$P" --label "b/$P" "$F" "$NEW" > "$OUT/patch" || true\n' +
      'cd "$R"; git --git-dir="$OUT/.git" --work-tree="$R" apply "$OUT/patch"',
  ),
  brings('Python', ['python3'], python('with open(F, "w") as f: f.write(new)')),
  brings(
    'Python with fsync',
    ['python3'],
    python('with open(F, "w") as f:\n  f.write(new)\n  f.flush()\n  os.fsync(f.fileno())'),
  ),
  brings(
    'Python with fsync and rename',
    ['python3'],
    python(
      'with open(F + ".tmp", "w") as f:\n  f.write(new)\n  f.flush()\n  os.fsync(f.fileno())\nos.replace(F + ".tmp", F)\nd = os.open(D, os.O_RDONLY)\nos.fsync(d)',
    ),
  ),
  brings('Python in place', ['python3'], python('with open(F, "r+") as f:\n  f.write(new)\n  f.truncate()')),
  edits('Node', ['node'], node('fs.writeFileSync(F, text)'), node('fs.appendFileSync(F, fs.readFileSync(TAIL))')),
  brings('Node with fsync', ['node'], node('fs.writeFileSync(F, text, { flush: true })')),
  brings(
    'Node, an atomic save',
    ['node'],
    node('fs.writeFileSync(F + ".vsctmp", text, { flush: true })\nfs.renameSync(F + ".vsctmp", F)'),
  ),
]

/** Why a program can't be tried, for a skip. */
export function whyNot({ needs, notNative }: Program, backend: string): string | undefined {
  if (notNative && backend === 'fuse-native') return notNative
  const absent = needs.find(name => {
    try {
      execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' })
      return false
    } catch {
      return true
    }
  })
  return absent && `no ${absent}`
}
