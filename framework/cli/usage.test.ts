import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { commands } from './commands.ts'
import { createContext } from './context.ts'
import { createUser, notesPlugin } from './fixtures/command-line.ts'
import { runProgram } from './program.ts'

const user = createUser()
afterAll(() => user.remove())

const notes = ['--plugin', notesPlugin]

describe('wrong usage', () => {
  it.each([
    ['an unknown command', ['mont'], /Unknown command 'mont'; Did you mean mount\?|Unknown command 'mont'/],
    ['an unknown plugin', ['ls', '--plugin', 'nope'], /There is no plugin "nope"/],
    ['no plugin', ['ls'], /give --plugin NAME/],
    ['a flag of a plugin that is not named', ['ls', '--url', 'http://x'], /There is no flag --url; .* --plugin NAME/],
    ['a missing option', ['ls', ...notes], /needs the option url: give --url, set NOTES_URL/],
    ['no address', ['ls', ...notes, '--url', 'nothing'], /The option url \(--url\) must be an address/],
    [
      'a value that the plugin refuses',
      ['ls', '--plugin', 'jira', '--url', 'http://localhost:1', '--since', 'yesterday'],
      /“yesterday” is no day: give --since as/,
    ],
    [
      'a flavour that there is not',
      ['emulate', 'jira', '--flavour', 'x'],
      /no flavour "x" of jira; known are cloud, data/,
    ],
    ['a wrong backend', ['mount', ...notes, '--backend', 'smb'], /Allowed choices are auto/],
    [
      'a log in the mount',
      ['mount', 'm', '--log-file', 'm/log', ...notes, '--url', 'http://localhost:1'],
      /inside the mount itself/,
    ],
    ['too many arguments', ['unmount', 'a', 'b'], /Too many arguments/],
    ['a missing configuration', ['ls', '--config', 'no.yaml'], /There is no configuration/],
    ['a wrong pattern', ['grep', '(', ...notes, '--url', 'http://localhost:1'], /Invalid regular expression.*-F/],
  ])('%s is one sentence with the remedy, and 2', async (_what, words, sentence) => {
    const { code, out, error } = await user.run(words)
    expect(error).toMatch(sentence)
    expect(error.trim().split('\n')).toHaveLength(1)
    expect(out).toBe('')
    expect(code).toBe(2)
  })

  it.each([[['--token', 'hush-hush']], [['--token=hush-hush']]])('a secret as a flag is refused: %j', async flag => {
    const { code, error } = await user.run(['ls', ...notes, ...flag])
    expect(error).toMatch(/other users see the flags of programs: set NOTES_TOKEN, or run "issuefs login notes"/)
    expect(error).not.toContain('hush-hush')
    expect(code).toBe(2)
  })

  it('help of what is no command shows the commands, and says so', async () => {
    const { code, error } = await user.run(['help', 'mont'])
    expect(error.trim()).toMatch(/There is no such command\. "issuefs help" shows the usage\.$/)
    expect(code).toBe(2)
  })

  it('a mistyped secret flag does not show the secret', async () => {
    const { code, error } = await user.run(['ls', ...notes, '--tokn=hush-hush'])
    expect(error).not.toContain('hush-hush')
    expect(code).toBe(2)
  })
})

describe('a wrong configuration', () => {
  it.each([
    [
      'an unknown key',
      'mounts: { n: { plugin: PLUGIN, urll: "http://x" } }',
      /unknown key "urll"; did you mean "url"\?/,
    ],
    ['an unknown setting', 'cachedir: /x', /unknown key "cachedir"; did you mean "cacheDir"\?/],
    [
      'a wrong type',
      'mounts: { n: { plugin: PLUGIN, url: 7 } }',
      /The option url \(mounts\.n\.url in .*must be an address/,
    ],
    ['a wrong way of writing', 'write: true', /write in .* must be wait, queue or no\./],
    ['no YAML', 'mounts: { n: {', /is not right YAML or JSON near line/],
    ['a secret that others can read', 'mounts: { n: { plugin: PLUGIN, url: "http://x", token: hush } }', /chmod 600/],
  ])('%s is one sentence, and 2', async (_what, text, sentence) => {
    const path = join(user.home, 'wrong.yaml')
    writeFileSync(path, text.replace('PLUGIN', notesPlugin))
    chmodSync(path, 0o644)
    const { code, error } = await user.run(['ls', '--config', path])
    expect(error).toMatch(sentence)
    expect(error).not.toContain('hush ')
    expect(code).toBe(2)
  })
})

describe('help', () => {
  it.each(commands.map(({ name }) => name))('of %s has examples', async name => {
    const written: string[] = []
    const standard = { write: (text: string | Uint8Array) => written.push(String(text)) > 0, once() {} }
    const context = createContext({ environment: {}, from: user.home, standard, error: standard })
    await expect(runProgram([name, '--help'], context)).rejects.toMatchObject({ exitCode: 0 })
    const out = written.join('')
    expect(out).toMatch(new RegExp(`Usage: issuefs ${name}`))
    expect(out).toMatch(/Examples:\n {2}\$ /)
  })

  it('shows the flag that turns an option off which is on', async () => {
    const { out } = await user.run(['mount', '--help', '--plugin', 'redmine'])
    expect(out).toMatch(/^ {2}--no-subprojects .*subprojects/m)
    expect(out).toMatch(/variable: +REDMINE_SUBPROJECTS/)
    expect(out).not.toContain('  --subprojects')
  })

  it('shows the options of the plugin, but no secret', async () => {
    const { out } = await user.run(['mount', '--help', ...notes])
    expect(out).toContain('Options of notes:')
    expect(out).toContain('--url <url>')
    expect(out).not.toContain('--token')
  })
})
