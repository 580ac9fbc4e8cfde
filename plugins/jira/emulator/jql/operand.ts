import type { Store } from '../data/store.ts'
import { readDate, readPeriod, startOf } from './dates.ts'
import { JqlError, type Operand } from './syntax.ts'

/** What a query is read against. */
export interface JqlScope {
  readonly store: Store
  readonly timeZone: string
  /** Milliseconds. */
  readonly now: number
}

const starts = { startofday: 'day', startofweek: 'week', startofmonth: 'month', startofyear: 'year' } as const

/** The literals an operand stands for; functions are worked out. `undefined` stands for EMPTY. */
export function literals(scope: JqlScope, operand: Operand, field: string): readonly (string | undefined)[] {
  switch (operand.kind) {
    case 'literal':
      return [operand.text]
    case 'empty':
      return [undefined]
    case 'list':
      return operand.items.flatMap(item => literals(scope, item, field))
    case 'call':
      return call(scope, operand.name, operand.arguments, field)
  }
}

function call(scope: JqlScope, name: string, given: readonly string[], field: string): readonly string[] {
  const lower = name.toLowerCase()
  const { me } = scope.store.users
  if (lower === 'currentuser') return [String(me.accountId ?? me.name)]
  if (lower === 'now') return [String(scope.now)]
  if (lower in starts) {
    const shift = given[0] === undefined ? 0 : (readPeriod(given[0]) ?? 0)
    return [String(startOf(starts[lower as keyof typeof starts], scope.now, scope.timeZone) + shift)]
  }
  if (field.toLowerCase() === 'sprint') {
    if (lower === 'opensprints') return ['state:active']
    if (lower === 'closedsprints') return ['state:closed']
    if (lower === 'futuresprints') return ['state:future']
  }
  throw new JqlError(`Unable to find JQL function '${name}(${given.join(', ')})'.`)
}

/** A date literal in milliseconds. */
export function dateOf(scope: JqlScope, text: string, field: string): number {
  const date = readDate(text, scope.now, scope.timeZone)
  return date ?? badDate(text, field)
}

/** Epoch milliseconds are only understood without quotes. */
export function refuseQuotedNumbers(operand: Operand, field: string): void {
  if (operand.kind === 'list') for (const item of operand.items) refuseQuotedNumbers(item, field)
  if (operand.kind === 'literal' && operand.quoted && /^\d+$/.test(operand.text)) badDate(operand.text, field)
}

function badDate(text: string, field: string): never {
  throw new JqlError(
    `Date value '${text}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', ` +
      "'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.",
  )
}
