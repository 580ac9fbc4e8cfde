import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createUser } from '../framework/cli/fixtures/command-line.ts'
import { fencesOf } from './blocks/fences.ts'

const guide = fencesOf(readFileSync(join(import.meta.dirname, 'getting-started.md'), 'utf8'))

/** Runs lines of a page as a user would type them, and gives what each printed. */
async function typed(lines: readonly string[], cwd: string): Promise<readonly string[]> {
  const printed: string[] = []
  for (const line of lines) {
    const shell = spawn('sh', ['-c', line], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let error = ''
    shell.stdout.on('data', piece => (out += piece))
    shell.stderr.on('data', piece => (error += piece))
    const code = await new Promise(resolve => shell.on('close', resolve))
    expect({ line, code, error }).toEqual({ line, code: 0, error: '' })
    printed.push(out)
  }
  return printed
}

it('the demo of the first page shows what the page says', async () => {
  const user = createUser()
  const block = guide.find(({ lines }) => lines[0] === 'ls issuefs-demo')!
  try {
    const demo = await user.start(['demo'], /Ctrl-C here ends it/)
    const ended = new Promise(resolve => demo.on('exit', resolve))
    try {
      const [listed, assigned, head, , tail] = await typed(block.lines, user.home)
      expect(listed).toMatch(/^DEMO$/m)
      expect(assigned).toMatch(/issuefs-demo\/DEMO\/DEMO-\d+\.md/)
      expect(head).toMatch(/^---\nkey: DEMO-1\n/)
      expect(tail).toMatch(/^### .+ UTC <!-- comment \d+ -->\n\nI see it too\.\n$/m)
    } finally {
      demo.kill('SIGINT')
      await ended
    }
    expect(await typed(['ls -a'], user.home)).toEqual([expect.not.stringContaining('issuefs-demo')])
  } finally {
    user.remove()
  }
})
