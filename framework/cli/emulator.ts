import { hint } from '../config/nearest.ts'
import { UsageError } from '../config/usage-error.ts'
import { isSourceError } from '../source/error.ts'

/** What the module `emulator/index` beside a plugin exports as `startEmulator`. */
export type StartEmulator = (options: EmulatorOptions) => Promise<Emulator>

/** The options that every emulator understands; those left out have its own defaults. */
export interface EmulatorOptions {
  readonly port?: number
  readonly issues?: number
  readonly projects?: readonly string[]
  readonly load?: readonly string[]
  readonly seed?: number
  /** Milliseconds. */
  readonly latency?: number
  /** Requests per second. */
  readonly rate?: number
  readonly token?: string
  readonly faults?: { readonly rate: number; readonly kinds: readonly string[] }
  readonly flavour?: string
}

interface Emulator {
  readonly url: string
  /** Environment variables that point a client here. */
  readonly env: Readonly<Record<string, string>>
  /** One line: what it holds. */
  readonly summary: string
  close(): Promise<void>
}

/** @throws UsageError when there is no such plugin, or it has no emulator */
export async function loadEmulator(plugin: string, from: string): Promise<StartEmulator> {
  const { locateEmulator, locatePlugin } = await import('../plugin/locate.ts')
  const { registerResolveHook } = await import('../plugin/resolve-hook.ts')
  try {
    const module = locateEmulator(locatePlugin(plugin, from))
    if (!module) throw new UsageError(`The plugin ${plugin} has no emulator beside it (emulator/index.ts).`)
    registerResolveHook()
    const { startEmulator } = (await import(module.href)) as { readonly startEmulator?: StartEmulator }
    if (typeof startEmulator !== 'function') throw new UsageError(`The emulator of ${plugin} exports no startEmulator.`)
    return startEmulator
  } catch (thrown) {
    if (isSourceError(thrown)) throw new UsageError(thrown.message, { cause: thrown })
    throw thrown
  }
}

/**
 * An emulator has the flavours that its plugin can be told of.
 *
 * @throws UsageError when it has no such flavour
 */
export async function checkFlavour(plugin: string, flavour: string, from: string): Promise<void> {
  const { locatePlugin } = await import('../plugin/locate.ts')
  const { loadPlugin } = await import('../plugin/load.ts')
  const option = (await loadPlugin(locatePlugin(plugin, from))).options.flavour
  const known = option?.type === 'choice' ? option.choices.filter(choice => choice !== 'auto') : []
  if (!known.includes(flavour))
    throw new UsageError(`There is no flavour "${flavour}" of ${plugin}; ${hint(flavour, known)}`)
}

/**
 * Reads `429:0.05,cut:0.02`: kinds of failures with the share of requests that fail so.
 *
 * @throws UsageError when a kind or a share makes no sense
 */
export function readFaults(text: string): { readonly rate: number; readonly kinds: readonly string[] } {
  const parts = text.split(',').map(part => {
    const [kind = '', share = '0.05'] = part.trim().split(':')
    if (!faultKinds.includes(kind))
      throw new UsageError(`There is no fault "${kind}"; there are ${faultKinds.join(', ')}.`)
    const number = Number(share)
    if (!(number > 0 && number <= 1))
      throw new UsageError(`The share of ${kind} must be above 0 and at most 1, such as ${kind}:0.05.`)
    return { kind, share: number }
  })
  const rate = parts.reduce((sum, { share }) => sum + share, 0)
  if (rate > 1) throw new UsageError('The shares of all faults together must be at most 1.')
  return { rate, kinds: weighted(parts) }
}

const faultKinds: readonly string[] = ['429', '500', '503', '401', 'cut', 'drop', 'slow', 'hang', 'garbage']

/** An emulator picks a kind at random from a list: kinds stand in it as often as their share asks, in hundredths of the least. */
function weighted(parts: readonly { readonly kind: string; readonly share: number }[]): readonly string[] {
  const least = Math.min(...parts.map(({ share }) => share))
  return parts.flatMap(({ kind, share }) => Array<string>(Math.min(100, Math.round(share / least))).fill(kind))
}
