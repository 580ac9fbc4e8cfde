import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs a program to its end, its output thrown away. Gives milliseconds. */
export async function timeCommand(program: string, parameters: readonly string[]): Promise<number> {
  const began = performance.now()
  const child = spawn(program, parameters, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LC_ALL: 'C' },
  })
  const [code] = await once(child, 'exit')
  const took = performance.now() - began
  if (code !== 0 && !(program === 'grep' && code === 1)) throw new Error(`${program} ended with ${code}.`)
  return took
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted.length === 0 ? Number.NaN : sorted[Math.floor(sorted.length / 2)]!
}
