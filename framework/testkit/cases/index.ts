import type { Subject } from '../case.ts'
import { attributes } from './attributes.ts'
import { caching } from './caching.ts'
import { changing } from './changing.ts'
import { failures } from './failures.ts'
import { largeFolder } from './large-folder.ts'
import { links } from './links.ts'
import { listing } from './listing.ts'
import { making } from './making.ts'
import { programs } from './programs.ts'
import { readOnly } from './read-only.ts'
import { reading } from './reading.ts'
import { refusing } from './refusing.ts'
import { deleting, replacing } from './replacing.ts'
import { silence } from './silence.ts'
import { waiting } from './waiting.ts'
import { writing } from './writing.ts'
import { writingPrograms } from './writing-programs.ts'

/** All that a backend has to do. */
export const subjects: readonly Subject[] = [
  listing,
  attributes,
  reading,
  links,
  changing,
  caching,
  failures,
  waiting,
  silence,
  readOnly,
  writing,
  refusing,
  replacing,
  deleting,
  making,
  writingPrograms,
  programs,
  largeFolder,
]
