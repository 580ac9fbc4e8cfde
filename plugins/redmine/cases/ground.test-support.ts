import { type Got, isSourceError } from 'issuefs/source'
import { testCall } from '../call.test-support.ts'
import { createHand, type Hand } from '../hand.test-support.ts'
import type { Issue } from '../model/issue.ts'
import { type Given, type Opened, openSession } from '../session.test-support.ts'

/** A Redmine with the projects demo, part (below demo), other and priv, which is private. */
export interface Ground {
  readonly url: string
  readonly adminKey: string
  readonly janeKey: string
  /** The number of a saved query that finds the first tracker's issues, in whatever state. */
  readonly query: string
  /** The number of one that finds all issues, grouped by their trackers. */
  readonly grouped: string
  /** Lets time pass, in milliseconds. */
  wait(milliseconds: number): Promise<void>
}

/** Milliseconds after which an issue's time is settled. */
export const SETTLED = 3100

export const entityOf = (got: unknown) => (got as { entity: Issue }).entity

export const problemOf = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => undefined,
    thrown => thrown,
  )
  return isSourceError(error) ? { kind: error.kind, sentence: error.message } : error
}

/** What the cases do with a Redmine, as its administrator. */
export function toolsOf(ground: () => Ground) {
  const call = testCall()
  return {
    call,
    hand: (): Hand => createHand(ground().url, ground().adminKey),
    open: (given: Partial<Given> = {}) => openSession({ url: ground().url, key: ground().adminKey, ...given }),
    one: async (opened: Opened, project: string, id: number): Promise<Got> => {
      return (await opened.issues.fetch([{ key: { project, id } }], call))[0]!
    },
    shown: (opened: Opened, got: Got) => {
      const entity = entityOf(got)
      return opened.issues.render(entity, { project: entity.project, id: entity.id })
    },
  }
}
