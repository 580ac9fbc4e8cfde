import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { onBindfs } from './bindfs.ts'
import { mountVariant } from './mounted.ts'
import { median, timeCommand } from './time-command.ts'

/** Who carries the tree; tmpfs is plain files in memory, bindfs a compiled peer in front of them. */
export const variants = ['dev-fuse', 'dev-fuse-writable', 'fuse-native', 'bindfs', 'tmpfs'] as const
export type Variant = (typeof variants)[number]

export const walks = ['grep first', 'grep second', 'grep third', 'find first', 'ls -lR first'] as const
export type Walk = (typeof walks)[number]

export type WalkTimes = Readonly<Record<Variant, Readonly<Record<Walk, number>>>>

/** Medians in milliseconds; the variants take turns, each on fresh mounts. */
export async function measureWalks(options: {
  readonly place: string
  readonly store: string
  readonly plain: string
  readonly rounds: number
  readonly chosen: readonly Variant[]
}): Promise<WalkTimes> {
  const samples = Object.fromEntries(
    variants.map(variant => [variant, Object.fromEntries(walks.map(walk => [walk, [] as number[]]))]),
  ) as Record<Variant, Record<Walk, number[]>>
  for (let round = 0; round < options.rounds; round++) {
    for (const variant of options.chosen) {
      const into = samples[variant]
      await onFreshMount(options, variant, async folder => {
        for (const walk of ['grep first', 'grep second', 'grep third'] as const)
          into[walk].push(await timeCommand('grep', ['-r', 'zzz', folder]))
      })
      await onFreshMount(options, variant, async folder => {
        into['find first'].push(await timeCommand('find', [folder, '-type', 'f']))
      })
      await onFreshMount(options, variant, async folder => {
        into['ls -lR first'].push(await timeCommand('ls', ['-lR', folder]))
      })
    }
  }
  return Object.fromEntries(
    variants.map(variant => [variant, Object.fromEntries(walks.map(walk => [walk, median(samples[variant][walk])]))]),
  ) as WalkTimes
}

async function onFreshMount(
  { place, store, plain }: { readonly place: string; readonly store: string; readonly plain: string },
  variant: Variant,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  if (variant === 'tmpfs') return work(plain)
  const folder = join(place, 'mount')
  await mkdir(folder, { recursive: true })
  if (variant === 'bindfs') return onBindfs(plain, folder, work)
  const mounted = await mountVariant(variant, folder, store)
  try {
    await work(folder)
  } finally {
    await mounted.leave()
  }
}
