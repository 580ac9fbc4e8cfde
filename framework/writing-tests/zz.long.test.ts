import { testSaves } from './saves.test-support.ts'
import { trackers } from './trackers.test-support.ts'

testSaves({ tracker: trackers.jira, backend: 'dev-fuse', saves: 50 })
testSaves({ tracker: trackers.github, backend: 'fuse-native', saves: 50 })
