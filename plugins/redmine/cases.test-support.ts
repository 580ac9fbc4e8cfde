import { connectingCases } from './cases/connecting.test-support.ts'
import { followingCases } from './cases/following.test-support.ts'
import type { Ground } from './cases/ground.test-support.ts'
import { listingCases } from './cases/listing.test-support.ts'
import { readingCases } from './cases/reading.test-support.ts'

/** What is true of the emulator and of the real server alike. One write at a time: SQLite refuses a second one. */
export function redmineCases(ground: () => Ground): void {
  connectingCases(ground)
  listingCases(ground)
  readingCases(ground)
  followingCases(ground)
}
