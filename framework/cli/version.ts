import { existsSync, readFileSync } from 'node:fs'

/** The version in the package.json nearest above this file. */
export function version(): string {
  for (const above of ['../../package.json', '../package.json']) {
    const file = new URL(above, import.meta.url)
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
  }
  return 'unknown'
}
