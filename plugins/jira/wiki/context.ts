import type { MediaPath } from '../markup/carrier.ts'

/** What the converter may ask about the issue whose text it reads. All of it is optional. */
export interface WikiContext {
  /** The path of an attachment named in the text. Default: none is known, so `jira:media/NAME` stands for it. */
  readonly mediaPath?: MediaPath
  /** The display name of a user, by user name. Default: the user name itself. */
  readonly userName?: (id: string) => string | undefined
  /** The address of an issue, by key. Default: none, so `[PROJ-1]` stays text. */
  readonly issueUrl?: (key: string) => string | undefined
}

/** Macros inside macros: at this depth a macro is kept as its raw text. */
export const deepestMacro = 8

/** Lists inside lists: deeper items join this level. */
export const deepestList = 10
