#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { silenceWarnings } from './warnings.ts'

silenceWarnings()
const { run } = await import('./run.ts')
await run()
