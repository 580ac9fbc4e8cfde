/** Tools to test a plugin or a backend with vitest: `import { mountMemory, testSource } from 'issuefs/testkit'`. */
export type { AttachedFixture, BackendFixture, FileView, Skip } from './backend-fixture.ts'
export { collection } from './http-tracker/collection.ts'
export type {
  AnyCollection,
  Collection,
  CollectionDescription,
  Collections,
  Fault,
  Json,
  PageFacts,
  Paging,
  RoutedRequest,
  RunningHttpTracker,
  TrackerAnswer,
  TrackerBehaviour,
  TrackerDescription,
  TrackerRequest,
  Wanted,
} from './http-tracker/contract.ts'
export { tracker } from './http-tracker/tracker.ts'
export { type MemoryMount, type MemoryMountWriting, mountMemory } from './mount-memory.ts'
export type { RunningTracker, SourceFixture } from './source-fixture.ts'
export { testBackend } from './test-backend.ts'
export { testSource } from './test-source.ts'
export type {
  Answer,
  PlannedAbsence,
  PlannedFile,
  PlannedFolder,
  PlannedLink,
  PlannedNode,
  PlannedText,
  PlannedWrites,
  RecordedSave,
  Step,
  TreePlan,
} from './tree-plan.ts'
