import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defineSource } from '../source/source.ts'
import { createCredentialStore } from './credentials.ts'
import { createRedactor } from './redact.ts'
import { type OptionSources, resolveOptions } from './schema.ts'

const plugin = defineSource({
  name: 'thing',
  summary: 'A tracker of things.',
  revision: 1,
  options: {
    url: { type: 'url', required: true, help: 'Address.' },
    boxes: { type: 'list', help: 'Boxes.', env: 'BOXES' },
    maxPages: { type: 'number', default: 5, help: 'Pages.' },
    deep: { type: 'boolean', default: false, help: 'Depth.' },
    kind: { type: 'choice', choices: ['a', 'b'], help: 'Kind.' },
    user: { type: 'string', help: 'User.' },
    token: { type: 'secret', help: 'Token.' },
  },
  open: () => [],
})

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'issuefs-config-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function resolve(given: Partial<OptionSources> & { readonly options?: Record<string, unknown> }) {
  const path = join(folder, 'config.yaml')
  const config = given.options && { options: given.options, place: { path, mount: 'm' } }
  return resolveOptions(plugin, {
    flags: {},
    environment: {},
    credentials: createCredentialStore(folder),
    redactor: createRedactor(),
    config,
    ...given,
  })
}

const url = 'https://example.org'

describe('options', () => {
  it('come from flags before variables before the configuration before defaults', async () => {
    const options = { url, boxes: ['c'], maxPages: 9 }
    const environment = { BOXES: 'e1, e2', THING_MAX_PAGES: '7' }
    expect(await resolve({ options })).toMatchObject({ boxes: ['c'], maxPages: 9, deep: false })
    expect(await resolve({ options, environment })).toMatchObject({ boxes: ['e1', 'e2'], maxPages: 7 })
    const flags = { boxes: ['f1,f2', 'f3'], maxPages: '8' }
    expect(await resolve({ options, environment, flags })).toMatchObject({ boxes: ['f1', 'f2', 'f3'], maxPages: 8 })
    expect(await resolve({ flags: { url } })).toMatchObject({ url, maxPages: 5, deep: false })
  })

  it.each([
    [{ maxPages: 'many' }, /The option maxPages \(--max-pages\) must be a number, not "many"/],
    [{ kind: 'c' }, /kind .* must be one of a, b, not "c"/],
    [{ deep: 'perhaps' }, /deep .* must be true or false/],
    [{ url: 'ftp://x' }, /url .* must be an address/],
    [{ url: 'https://me:hush@x' }, /^(?!.*hush).*must be an address without a user and a password/],
  ])('of the wrong type are refused: %j', async (flags, sentence) => {
    await expect(resolve({ flags: { url, ...flags } })).rejects.toThrow(sentence)
  })

  it('with a mistyped key name the nearest known one', async () => {
    await expect(resolve({ options: { url, tokenComand: 'x' } })).rejects.toThrow(/did you mean "tokenCommand"\?/)
  })

  it('that are needed say how to give them', async () => {
    await expect(resolve({})).rejects.toThrow(/needs the option url: give --url, set THING_URL/)
  })
})

describe('secrets', () => {
  it('come from a command, whose failure does not show what it printed', async () => {
    expect(await resolve({ options: { url, tokenCommand: 'echo hush; echo more' } })).toMatchObject({ token: 'hush' })
    await expect(resolve({ options: { url, tokenCommand: 'echo hush; exit 3' } })).rejects.toThrow(
      /^(?!.*hush).*failed with exit code 3/,
    )
  })

  it('come from a private file, and from no other', async () => {
    writeFileSync(join(folder, 'token'), 'hush\n', { mode: 0o600 })
    expect(await resolve({ options: { url, tokenFile: 'token' } })).toMatchObject({ token: 'hush' })
    chmodSync(join(folder, 'token'), 0o640)
    await expect(resolve({ options: { url, tokenFile: 'token' } })).rejects.toThrow(/chmod 600/)
  })

  it('stand in the configuration itself only where it is private', async () => {
    const path = join(folder, 'config.yaml')
    writeFileSync(path, '', { mode: 0o600 })
    expect(await resolve({ options: { url, token: 'hush' } })).toMatchObject({ token: 'hush' })
    chmodSync(path, 0o644)
    await expect(resolve({ options: { url, token: 'hush' } })).rejects.toThrow(/^(?!.*hush).*chmod 600/)
  })

  it('of login are used for that address where nothing else gives one', async () => {
    const credentials = createCredentialStore(folder)
    credentials.set('thing', `${url}/`, { token: 'kept', user: 'me' })
    expect(await resolve({ flags: { url } })).toMatchObject({ token: 'kept', user: 'me' })
    expect(await resolve({ flags: { url }, environment: { THING_TOKEN: 'given' } })).toMatchObject({ token: 'given' })
    expect(await resolve({ flags: { url: 'https://other.example' } })).not.toHaveProperty('token')
    chmodSync(credentials.path, 0o644)
    await expect(resolve({ flags: { url } })).rejects.toThrow(/chmod 600/)
  })

  it('are known to the redactor', async () => {
    const redactor = createRedactor()
    await resolve({ flags: { url, user: 'me' }, environment: { THING_TOKEN: 'hush' }, redactor })
    expect(redactor.redact(`hush ${Buffer.from('me:hush').toString('base64')}`)).toBe('[secret] [secret]')
  })
})
