import { expect, it } from 'vitest'
import { readFaults } from './emulator.ts'
import { createUser } from './fixtures/command-line.ts'

it.each([
  ['429:0.05', { rate: 0.05, kinds: ['429'] }],
  ['cut', { rate: 0.05, kinds: ['cut'] }],
  ['429:0.2,cut:0.1', { rate: expect.closeTo(0.3), kinds: ['429', '429', 'cut'] }],
])('%s is a plan of failures', (text, plan) => {
  expect(readFaults(text)).toEqual(plan)
})

it.each([['nonsense:1'], ['429:2'], ['429:0'], ['429:0.6,500:0.6']])('%s is refused', text => {
  expect(() => readFaults(text)).toThrow(/There is no fault|The shares? of/)
})

it('emulate prints its address and the environment, and ends with Ctrl-C and 0', async () => {
  const user = createUser()
  try {
    const emulator = await user.start(['emulate', 'jira', '--issues', '3'], /Ctrl-C ends/)
    const [, url] = /export JIRA_URL=(http:\/\/127\.0\.0\.1:\d+)/.exec(emulator.said())!
    const env = { JIRA_URL: url!, JIRA_EMAIL: 'me@example.test', JIRA_TOKEN: 'any' }
    expect((await user.run(['ls', 'DEMO', '--plugin', 'jira'], { env })).out).toContain('DEMO-3.md\n')
    const missing = await user.run(['ls', '--plugin', 'jira', '--project', 'NOPE'], { env })
    expect(missing).toMatchObject({ code: 1, error: expect.stringMatching(/no project NOPE .* nearest are DEMO/) })
    const half = await user.run(['ls', '--plugin', 'jira'], { env: { ...env, JIRA_TOKEN: '' } })
    expect(half).toMatchObject({ code: 2, error: expect.stringMatching(/set JIRA_TOKEN/) })
    emulator.kill('SIGINT')
    await new Promise(resolve => emulator.on('exit', resolve))
    expect(emulator.exitCode).toBe(0)
  } finally {
    user.remove()
  }
})
