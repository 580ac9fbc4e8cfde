import { afterAll, beforeAll, describe, it } from 'vitest'
import type { AttachedFixture, BackendFixture } from './backend-fixture.ts'
import type { Case, Subject } from './case.ts'
import { subjects } from './cases/index.ts'

/**
 * Registers the tests that every backend has to pass, with vitest.
 *
 * @example
 * const skip: readonly Skip[] = [{ reason: 'A projection is a copy.', cases: ['while it is read'] }]
 * const register = (attach: BackendFixture['attach']) => testBackend({ name: 'mine', programs: false, skip, attach })
 */
export function testBackend(fixture: BackendFixture): void {
  checkSkips(fixture)
  describe(fixture.name, () => {
    for (const subject of subjects) describe(subject.name, () => testSubject(fixture, subject))
  })
}

function testSubject(fixture: BackendFixture, subject: Subject): void {
  let attached: AttachedFixture | undefined
  beforeAll(async () => {
    if (subject.cases.some(each => reasonToSkip(fixture, subject, each) === undefined))
      attached = await fixture.attach(subject.plan)
  })
  afterAll(() => attached?.detach())
  for (const each of subject.cases) {
    it(each.name, async context => {
      context.skip(reasonToSkip(fixture, subject, each) !== undefined, reasonToSkip(fixture, subject, each))
      await each.run(attached!)
    })
  }
}

function reasonToSkip(fixture: BackendFixture, subject: Subject, each: Case): string | undefined {
  const skip = fixture.skip?.find(({ cases }) => cases.includes(each.name) || cases.includes(subject.name))
  if (skip) return skip.reason
  return each.needs === 'programs' && fixture.programs === false ? 'Other processes do not see this tree.' : undefined
}

/** A skip that names nothing would hide that its case was renamed. */
function checkSkips(fixture: BackendFixture): void {
  const known = new Set(subjects.flatMap(({ name, cases }) => [name, ...cases.map(each => each.name)]))
  const unknown = fixture.skip?.flatMap(({ cases }) => cases).filter(name => !known.has(name)) ?? []
  if (unknown.length > 0) throw new Error(`${fixture.name} skips cases that do not exist: ${unknown.join('; ')}`)
}
