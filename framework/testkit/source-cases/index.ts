import type { SourceCase } from '../source-fixture.ts'
import { attachingCases } from './attaching.ts'
import { commentingCases } from './commenting.ts'
import { creatingCases } from './creating.ts'
import { declaringCases } from './declaring.ts'
import { editingCases } from './editing.ts'
import { failingCases } from './failing.ts'
import { fetchingCases } from './fetching.ts'
import { fieldCases } from './fields.ts'
import { filesCases } from './files.ts'
import { followingCases, pollingCases } from './following.ts'
import { listingCases } from './listing.ts'
import { refusingCases } from './refusing.ts'
import { renderingCases } from './rendering.ts'

/** What every source has to get right: what is there, how it fails, and last what is written. */
export const sourceCases: readonly SourceCase[] = [
  ...declaringCases,
  ...listingCases,
  ...pollingCases,
  ...fetchingCases,
  ...renderingCases,
  ...filesCases,
  ...failingCases,
  ...followingCases,
  ...fieldCases,
  ...editingCases,
  ...commentingCases,
  ...creatingCases,
  ...attachingCases,
  ...refusingCases,
]
