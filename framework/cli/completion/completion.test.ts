import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands } from '../commands.ts'
import { manualPage } from '../manual.ts'
import { bashCompletion } from './bash.ts'
import { fishCompletion } from './fish.ts'
import { completionWords } from './words.ts'
import { zshCompletion } from './zsh.ts'

const words = completionWords()
const has = (program: string): boolean => existsSync(`/usr/bin/${program}`) || existsSync(`/bin/${program}`)

/** What bash completes at the end of a line. */
function complete(...line: string[]): string[] {
  const script = `${bashCompletion(words)}
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 ))
_issuefs; printf '%s\\n' "\${COMPREPLY[@]}"`
  const out = execFileSync('bash', ['-c', script, 'bash', ...line], { encoding: 'utf8' })
  return out.split('\n').filter(Boolean)
}

describe('completion', () => {
  it.skipIf(!has('bash'))('of bash knows commands, flags and values (skipped without bash)', () => {
    expect(complete('issuefs', 'mo')).toEqual(['mount'])
    expect(complete('issuefs', 'mount', '--al')).toEqual(['--allow-other', '--allow-delete', '--allow-insecure'])
    expect(complete('issuefs', 'mount', '--backend', 'd')).toEqual(['dev-fuse'])
    expect(complete('issuefs', 'mount', '--plugin', 'red')).toEqual(['redmine'])
    expect(complete('issuefs', 'emulate', 'git')).toEqual(['github'])
    expect(complete('issuefs', 'pending', '')).toContain('retry')
  })

  it.each([
    ['zsh', zshCompletion],
    ['fish', fishCompletion],
  ])('of %s names every command and flag once', (_shell, script) => {
    const text = script(words)
    for (const { name, flags } of words) {
      expect(text).toContain(name)
      for (const flag of flags) expect(text).toContain(flag.name.slice(2))
    }
    expect(text).not.toContain('undefined')
  })
})

describe('the manual page', () => {
  it('has every command', () => {
    const page = manualPage()
    for (const { name } of commands) expect(page).toContain(`.SS issuefs ${name.replaceAll('-', '\\-')}`)
    expect(page).not.toMatch(/^[.'](?![A-Z])/m)
  })

  it.skipIf(!has('groff'))('is formatted without a warning (skipped without groff)', () => {
    const out = execFileSync('groff', ['-man', '-Tascii', '-ww', '-z'], {
      input: manualPage(),
      encoding: 'utf8',
      stdio: 'pipe',
    })
    expect(out).toBe('')
  })
})
