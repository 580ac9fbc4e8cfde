import { registerHooks } from 'node:module'
import { ownEnding } from './ending.ts'

const doors: Readonly<Record<string, string>> = {
  issuefs: `../index${ownEnding}`,
  'issuefs/source': `../source${ownEnding}`,
  'issuefs/testkit': `../testkit/index${ownEnding}`,
}

/**
 * Makes `issuefs/source` mean the running issuefs, wherever the plugin that imports it stands. Once per thread.
 */
export function registerResolveHook(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const door = doors[specifier]
      return door === undefined
        ? next(specifier, context)
        : { url: new URL(door, import.meta.url).href, shortCircuit: true }
    },
  })
}
