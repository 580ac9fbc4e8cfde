import { expect, test } from 'vitest'
import type { Node, NodeKind } from '../store/contract.ts'
import { attributesOf } from './attributes.ts'

const nodeOf = (kind: NodeKind, writable: boolean): Node => ({
  ino: 7,
  parent: 1,
  name: 'a',
  kind,
  hidden: false,
  state: 'ready',
  size: 3,
  mtime: 1,
  ctime: 2,
  birth: 0,
  document: undefined,
  entity: undefined,
  mount: undefined,
  writable,
  detail: '',
})

const files: readonly NodeKind[] = ['document', 'generated', 'file', 'scratch']

test.each(files)('a %s is no program, whatever may be written', kind => {
  for (const writable of [false, true])
    for (const mount of [false, true]) {
      const { mode } = attributesOf(nodeOf(kind, writable), mount)
      expect((mode & 0o7111).toString(8)).toBe('0')
    }
})

test('only what may be written on a mount that may be written says so', () => {
  const modeOf = (writable: boolean, mount: boolean) => attributesOf(nodeOf('document', writable), mount).mode
  expect([modeOf(true, true), modeOf(true, false), modeOf(false, true)]).toEqual([0o644, 0o444, 0o444])
})
