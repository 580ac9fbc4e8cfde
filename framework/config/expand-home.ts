import { homedir } from 'node:os'

/** `~/` at the beginning is the user's home, as in a shell. */
export function expandHome(path: string): string {
  return path.startsWith('~/') ? homedir() + path.slice(1) : path
}
