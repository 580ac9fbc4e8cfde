import { expect, it } from 'vitest'
import { createRedactor } from '../config/redact.ts'
import { createOutput, type Sink } from './output.ts'

function sink(isTTY: boolean): Sink & { text(): string } {
  const parts: string[] = []
  return {
    isTTY,
    write(chunk) {
      parts.push(Buffer.from(chunk).toString('latin1'))
      return true
    },
    once() {},
    text: () => parts.join(''),
  }
}

function terminal(isTTY: boolean) {
  const standard = sink(isTTY)
  const error = sink(isTTY)
  const redactor = createRedactor()
  redactor.know('hush')
  return { standard, error, output: createOutput({ standard, error, redactor }) }
}

it('spells control characters of trackers', () => {
  const { standard, error, output } = terminal(true)
  output.print('a\u001b]0;title\u0007b\u202ec\td')
  output.json({ title: '\u009b31m' })
  output.say('one\ntwo\r')
  expect(standard.text()).toBe('a\\u001b]0;title\\u0007b\\u202ec\td\n{\n  "title": "\\u009b31m"\n}\n')
  expect(error.text()).toBe('one two\\u000d\n')
})

it('takes known secrets out, also of bytes', async () => {
  const { standard, error, output } = terminal(false)
  output.print('is hush')
  output.say('was hush')
  await output.bytes(Buffer.from('\u001bhush'))
  expect(standard.text()).toBe('is [secret]\n\u001b[secret]')
  expect(error.text()).toBe('was [secret]\n')
})

it('prints bytes as they are, but for a terminal', async () => {
  const { standard, output } = terminal(true)
  await output.bytes(Buffer.from('\u001b[2J'))
  expect(standard.text()).toBe('\\u001b[2J')
})

it('shows progress on a terminal only, and takes it away before a sentence', () => {
  const quiet = terminal(false)
  quiet.output.progress('half')
  expect(quiet.error.text()).toBe('')
  const { error, output } = terminal(true)
  output.progress('half')
  output.say('A sentence.')
  output.progress('')
  expect(error.text()).toBe('half\r\u001b[KA sentence.\nhalf\r\u001b[K')
})

it('does not say the same twice in a row', () => {
  const { error, output } = terminal(false)
  for (const sentence of ['One.', 'One.', 'Two.', 'One.']) output.say(sentence)
  expect(error.text()).toBe('One.\nTwo.\nOne.\n')
})
