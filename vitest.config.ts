import { defineConfig } from 'vitest/config'

/** `npm test` runs everything but `*.long.test.ts`; `npm run test:long` runs those alone. */
const long = process.env.ISSUEFS_LONG === '1'

export default defineConfig({
  test: {
    include: long ? ['**/*.long.test.ts'] : ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', ...(long ? [] : ['**/*.long.test.ts'])],
    testTimeout: long ? 600_000 : 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
})
