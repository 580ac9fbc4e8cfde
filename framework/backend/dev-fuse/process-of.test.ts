import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isEndedBySignal, isInterruptedByNews, processOf } from './process-of.ts'

const folder = mkdtempSync(join(tmpdir(), 'issuefs-proc-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const mask = (...signals: readonly number[]): string =>
  signals
    .reduce((all, signal) => all | (1n << BigInt(signal - 1)), 0n)
    .toString(16)
    .padStart(16, '0')

let last = 100
function thread(about: { memory?: boolean; own?: number[]; shared?: number[]; caught?: number[] }): number {
  const pid = ++last
  mkdirSync(join(folder, String(pid)))
  const lines = [
    'Name:\tsh',
    'Tgid:\t42',
    ...(about.memory === false ? [] : ['VmSize:\t  2576 kB']),
    `SigPnd:\t${mask(...(about.own ?? []))}`,
    `ShdPnd:\t${mask(...(about.shared ?? []))}`,
    `SigBlk:\t${mask()}`,
    `SigIgn:\t${mask()}`,
    `SigCgt:\t${mask(...(about.caught ?? []))}`,
  ]
  writeFileSync(join(folder, String(pid), 'status'), `${lines.join('\n')}\n`)
  return pid
}

test('a thread belongs to its process', () => {
  expect(processOf(thread({}), folder)).toBe(42)
  expect(processOf(99, folder)).toBeUndefined()
  expect(processOf(0, folder)).toBeUndefined()
})

test('who is ended by a signal is told from who ends by itself', () => {
  expect(isEndedBySignal(thread({ memory: false, shared: [9] }), folder)).toBe(true)
  expect(isEndedBySignal(thread({ memory: false, shared: [15] }), folder)).toBe(true)
  expect(isEndedBySignal(thread({ memory: false }), folder)).toBe(false)
  expect(isEndedBySignal(thread({ memory: false, shared: [15], caught: [15] }), folder)).toBe(false)
  expect(isEndedBySignal(thread({ memory: false, shared: [17] }), folder)).toBe(false)
  expect(isEndedBySignal(thread({ shared: [9] }), folder)).toBe(false)
  expect(isEndedBySignal(99, folder)).toBe(false)
})

test('the signals that a runtime sends itself interrupt nothing', () => {
  expect(isInterruptedByNews(thread({ own: [23] }), folder)).toBe(true)
  expect(isInterruptedByNews(thread({ own: [23], shared: [2] }), folder)).toBe(false)
  expect(isInterruptedByNews(thread({}), folder)).toBe(false)
})
