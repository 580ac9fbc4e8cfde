import { expect, it } from 'vitest'
import { frontValue } from './value.ts'

const parentLink = { hasEpicLinkFieldDependency: false, showField: false }
const noLicence = {
  reason: 'PLUGIN_LICENSE_ERROR',
  message: 'The Parent Link is only available to Jira Premium users.',
}

it.each([
  [
    'a parent link without a parent, as each issue of Cloud has it',
    { ...parentLink, nonEditableReason: noLicence },
    undefined,
  ],
  ['a parent link', { ...parentLink, showField: true, data: { id: 7, key: 'INIT-7' } }, 'INIT-7'],
])('shows %s', (_what, value, shown) => {
  expect(frontValue(value)).toBe(shown)
})

const sla = (more: object) => ({ id: '1', name: 'Time to resolution', _links: {}, ...more })
const cycle = (breached: boolean) => ({ breached, elapsedTime: { millis: 1, friendly: '1m' } })
const breachTime = { iso8601: '2026-03-01T12:00:00+0100', epochMillis: 1_772_362_800_000 }

it.each([
  [
    'that runs',
    { completedCycles: [cycle(true)], ongoingCycle: { breachTime, breached: false } },
    'until 2026-03-01T11:00:00Z',
  ],
  ['that stands still', { completedCycles: [], ongoingCycle: { breachTime, paused: true } }, 'paused'],
  ['that was met', { completedCycles: [cycle(true), cycle(false)] }, 'met'],
  ['that was not', { completedCycles: [cycle(true)] }, 'breached'],
  ['that has not begun', { completedCycles: [] }, undefined],
])('shows an agreement of a service project %s', (_what, more, shown) => {
  expect(frontValue(sla(more))).toBe(shown)
})
