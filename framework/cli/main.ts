#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { whyTooOld } from './node-version.ts'
import { silenceWarnings } from './warnings.ts'

// Said before anything is loaded that an old Node does not have.
const refusal = whyTooOld(process.versions.node)
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`)
  process.exit(1)
}
silenceWarnings()
const { keepCompiledCode } = await import('./compiled-code.ts')
keepCompiledCode()
const { run } = await import('./run.ts')
await run()
