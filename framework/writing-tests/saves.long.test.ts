import { testSaves } from './saves.test-support.ts'
import { trackers } from './trackers.test-support.ts'

for (const tracker of Object.values(trackers)) {
  for (const backend of ['dev-fuse', 'fuse-native'] as const) testSaves({ tracker, backend, saves: 50 })
}
