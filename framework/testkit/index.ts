/** Tools to test a plugin or a backend with vitest: `import { mountMemory, testSource } from 'issuefs/testkit'`. */
export type { AttachedFixture, BackendFixture } from './backend-fixture.ts'
export type {
  Collection,
  CollectionDescription,
  Fault,
  Paging,
  RunningHttpTracker,
  TrackerAnswer,
  TrackerDescription,
  TrackerRequest,
} from './http-tracker/contract.ts'
export { tracker } from './http-tracker/tracker.ts'
export { type MemoryMount, mountMemory } from './mount-memory.ts'
export type { RunningTracker, SourceFixture } from './source-fixture.ts'
export { testBackend } from './test-backend.ts'
export { testSource } from './test-source.ts'
