import { describe } from 'vitest'
import { testEditors } from './editors.test-support.ts'
import { programs } from './programs.test-support.ts'
import { jiraServer, trackers } from './trackers.test-support.ts'

for (const backend of ['dev-fuse', 'fuse-native'] as const) {
  for (const tracker of Object.values(trackers)) testEditors(tracker, backend, programs)
}
describe('a Jira of one’s own', () => testEditors(jiraServer, 'dev-fuse', programs))
