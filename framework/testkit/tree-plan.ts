import type { ErrorKind } from '../source/error.ts'

/**
 * A tree to test a backend with. It can be sent to another process as JSON. Paths are relative to its root.
 *
 * @example
 * const plan: TreePlan = {
 *   deadline: 500,
 *   nodes: { 'PROJ/PROJ-1.md': { text: '# One\n' }, 'PROJ/PROJ-2.md': { absent: true } },
 *   answers: { 'PROJ/PROJ-2.md': { says: 'text', text: '# Two\n', after: 100 } },
 * }
 */
export interface TreePlan {
  /** How long programs wait for the tracker, milliseconds. */
  readonly deadline: number
  /** By path; the folders on the way there are made, complete and listed. */
  readonly nodes: Readonly<Record<string, PlannedNode>>
  /** What the tracker says when it is asked for a path. Without an answer it has no such thing. */
  readonly answers?: Readonly<Record<string, Answer>>
  /** Present when it may be written. */
  readonly writes?: PlannedWrites
}

/** What becomes of what programs write. */
export interface PlannedWrites {
  /** The folders in which new files are something new; all folders but the root are writable. */
  readonly makes?: Readonly<Record<string, 'issues' | 'attachments'>>
  /** Whether issues may be deleted. @default false */
  readonly allowDelete?: boolean
}

/** Something that was handed over to be saved. */
export interface RecordedSave {
  /** The method of the file side's `Edits` that was called; recorded also when it was told to refuse. */
  readonly what: 'save' | 'comment' | 'create' | 'attach' | 'remove' | 'refresh'
  /** The path of the document, or the one that was to be made. */
  readonly path: string
  /** '' for what has none. */
  readonly text: string
}

/** What stands at a path of a plan. Told apart by the member that only one of them has. */
export type PlannedNode = PlannedText | PlannedAbsence | PlannedFile | PlannedLink | PlannedFolder

/** A document that is stored. */
export interface PlannedText {
  /** Stored as UTF-8, whose length is the file's size. */
  readonly text: string
  /** Milliseconds since 1970 UTC. @default `plannedTime` */
  readonly mtime?: number
  /** Resolves by name, is in no listing. */
  readonly hidden?: boolean
  /** Whether programs may write it. @default false */
  readonly writable?: boolean
}

/** A document of which only the name is known. */
export interface PlannedAbsence {
  /** What it would read is in `TreePlan.answers`; without an answer, it is not there when it is asked for. */
  readonly absent: true
}

/** A file of so many bytes, which are `patternBytes` and asked for at each read. */
export interface PlannedFile {
  /** Bytes. */
  readonly size: number
}

/** A symbolic link. */
export interface PlannedLink {
  /** Its target as `readlink` gives it; it need not exist. */
  readonly link: string
}

/** A folder, to be planned only where it is empty, has names of its own or must be asked for. */
export interface PlannedFolder {
  /** `absent`: its names have to be asked for. */
  readonly folder: 'ready' | 'absent'
  /** Resolves by name, is in no listing. @default false */
  readonly hidden?: boolean
  /** So many short documents, `000000.md` and on. */
  readonly entries?: number
}

/** What the tracker says when it is asked for a path. */
export type Answer = {
  /** Milliseconds until it says so. @default 0 */
  readonly after?: number
} & (
  | {
      /** It has a document, also under a name that was in no listing. */
      readonly says: 'text'
      /** The whole of it. */
      readonly text: string
    }
  | {
      /** That the listing of a folder is complete, with what was planned. */
      readonly says: 'complete'
    }
  | {
      /** That it can't be given. */
      readonly says: 'error'
      /** What programs get its errno for. */
      readonly kind: ErrorKind
    }
  | {
      /** It never answers: programs wait until the plan's deadline. */
      readonly says: 'nothing-ever'
    }
)

/** Something that happens to a planned tree while it is attached. */
export type Step =
  | {
      /** The tracker has a document, or another text of one; the backend is told what to drop. */
      readonly do: 'write'
      /** Of the document, from the root of the plan. */
      readonly path: string
      /** The whole of it. */
      readonly text: string
      /** Milliseconds since 1970 UTC. @default as it was; `plannedTime` for a new one */
      readonly mtime?: number
    }
  | {
      /** What stands at the path goes; nothing happens where nothing does. */
      readonly do: 'remove'
      /** Of a file, a link or an empty folder, from the root of the plan. */
      readonly path: string
    }
  | {
      /** A symbolic link appears, or takes the place of what was there. */
      readonly do: 'link'
      /** Of the link, from the root of the plan. */
      readonly path: string
      /** As `readlink` gives it. */
      readonly target: string
    }
  | {
      /** From now on the tracker says something else. */
      readonly do: 'answer'
      /** What it is asked for, from the root of the plan. */
      readonly path: string
      /** Instead of what the plan, or an earlier step, said. */
      readonly answer: Answer
    }
  | {
      /** Saves of a path are slow or refused from now on; without `kind` and `after`, they are taken again. */
      readonly do: 'refuse'
      /** Of the document, from the root of the plan. */
      readonly path: string
      /** Why they are refused. @default they are taken */
      readonly kind?: ErrorKind
      /** Milliseconds that each takes. @default 0 */
      readonly after?: number
    }
  | {
      /** Does nothing; gives what happened so far. */
      readonly do: 'count'
    }

/** How often the tracker was asked, by path. */
export type Counts = Readonly<Record<string, number>>

/** When everything was changed last that does not say otherwise; the milliseconds matter. */
export const plannedTime = Date.UTC(2026, 0, 2, 3, 4, 5, 678)

/** The bytes of a `PlannedFile`; each place tells where it is. */
export function patternBytes(offset: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => {
    const place = offset + index
    return (place ^ (place >> 8) ^ (place >> 16)) & 255
  })
}

/** The name of an entry of a `PlannedFolder`. */
export function entryName(number: number): string {
  return `${String(number).padStart(6, '0')}.md`
}
