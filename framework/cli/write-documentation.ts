import { readFileSync, writeFileSync } from 'node:fs'
import { withGeneratedParts } from './documentation.ts'

/** Brings the generated parts of `docs/command-line.md` up to date: `node framework/cli/write-documentation.ts`. */
const page = new URL('../../docs/command-line.md', import.meta.url)
writeFileSync(page, await withGeneratedParts(readFileSync(page, 'utf8')))
