import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** `npm test` runs everything but `*.long.test.ts`; `npm run test:long` runs those alone. */
const long = process.env.ISSUEFS_LONG === '1'

export default defineConfig({
  test: {
    include: long ? ['**/*.long.test.ts'] : ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', ...(long ? [] : ['**/*.long.test.ts'])],
    globalSetup: ['framework/build/tests-folder.test-support.ts', ...(long ? ['docs/site/install.ts'] : [])],
    testTimeout: long ? 600_000 : 60_000,
    hookTimeout: long ? 600_000 : 60_000,
    pool: 'forks',
    /** Tests start issuefs hundreds of times; its code is compiled once. */
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('node_modules/.cache/issuefs-tests', import.meta.url)) },
    /** Most tests wait for processes and sockets, so more run at a time than there are cores. */
    maxWorkers: Math.max(3, availableParallelism()),
    /** Modules are loaded once for all files of a worker: no test changes what others see of them. */
    isolate: false,
  },
})
