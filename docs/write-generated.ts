import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generated, withGenerated } from './generated.ts'

/** `node docs/write-generated.ts`: brings the generated parts of the docs up to date. */
for (const file of Object.keys(generated)) {
  const path = join(import.meta.dirname, file)
  writeFileSync(path, await withGenerated(file, readFileSync(path, 'utf8')))
}
