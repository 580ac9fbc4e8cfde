import { readFileSync, writeFileSync } from 'node:fs'
import { withCommands } from './documentation.ts'

/** Brings the generated part of `docs/command-line.md` up to date: `node framework/cli/write-documentation.ts`. */
const page = new URL('../../docs/command-line.md', import.meta.url)
writeFileSync(page, withCommands(readFileSync(page, 'utf8')))
