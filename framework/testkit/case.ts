import type { AttachedFixture } from './backend-fixture.ts'
import type { TreePlan } from './tree-plan.ts'

/** What every backend has to do, about one matter and with one tree. */
export interface Subject {
  readonly name: string
  readonly plan: TreePlan
  readonly cases: readonly Case[]
}

export interface Case {
  readonly name: string
  /** `programs`: the tree must be visible to other processes. */
  readonly needs?: 'programs'
  run(attached: AttachedFixture): Promise<void>
}
