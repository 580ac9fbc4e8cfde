import { expect, it } from 'vitest'
import { durationWords, jiraDate, jiraTime, number } from './scalar.ts'
import { reason } from './writer.test-support.ts'

it.each([
  ['2027-01-31T09:30:00Z', '2027-01-31T09:30:00.000+0000'],
  ['2027-01-31T09:30:00+02:00', '2027-01-31T07:30:00.000+0000'],
  ['2027-07-31T09:30', '2027-07-31T09:30:00.000+0000'],
  ['2027-07-31 09:30:15', '2027-07-31T09:30:15.000+0000'],
  ['2027-07-31 09:30+0200', '2027-07-31T07:30:00.000+0000'],
  ['2027-07-31', '2027-07-31T00:00:00.000+0000'],
])('takes the time %s as UTC where it names no zone', (written, sent) => {
  const zone = process.env.TZ
  process.env.TZ = 'America/New_York'
  try {
    expect(jiraTime('Go Live', written)).toBe(sent)
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }
})

it.each([
  ['1h 30m', '1h 30m'],
  ['1h30m', '1h 30m'],
  ['2 Days, 1.5 hours', '2d 1.5h'],
  ['1w 2d 3h 4min', '1w 2d 3h 4m'],
])('spells the duration %s as Jira reads it', (written, sent) => {
  expect(durationWords('original estimate', written)).toBe(sent)
})

it('refuses what is none', async () => {
  const refusal = (work: () => unknown) => reason(Promise.resolve().then(work))
  for (const word of ['', '1', '1 month', '2mo', '30s', 'an hour', '1h and 2m', '-1h'])
    expect(await refusal(() => durationWords('original estimate', word)), word).toMatch(/^invalid: original estimate: /)
  expect(await refusal(() => jiraTime('Go Live', 'soon'))).toMatch(/^invalid: Go Live: /)
  expect(await refusal(() => jiraDate('due', '31.1.2026'))).toMatch(/^invalid: due: /)
  expect(await refusal(() => number('Story Points', ' '))).toMatch(/^invalid: Story Points: /)
})
