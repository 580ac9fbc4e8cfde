import type { Ground } from '../cases/ground.test-support.ts'
import { fieldsCases } from './cases/fields.test-support.ts'
import { frontMatterCases } from './cases/front-matter.test-support.ts'
import { newThingsCases } from './cases/new-things.test-support.ts'
import { textsCases } from './cases/texts.test-support.ts'

/** What may be written, of the emulator and of the real server alike. */
export function writeCases(ground: () => Ground): void {
  frontMatterCases(ground)
  textsCases(ground)
  fieldsCases(ground)
  newThingsCases(ground)
}
