import type { RootContent } from 'mdast'
import type { Call } from './call.ts'
import type { Block, FrontValue, TextFormat } from './document.ts'
import type { AnyKey, Key, Scope } from './key.ts'

/** A piece of a text that was saved. */
export type BlockEdit =
  | {
      /** Left alone by the user: send `origin` back byte for byte. */
      readonly kind: 'kept'
      /** What the tracker sent for it, as `Block.origin` had it. */
      readonly origin: unknown
    }
  | {
      /** Written or changed by the user. */
      readonly kind: 'changed'
      /** Without blank lines at its start and end, without the kernel's escapes of look-alikes. */
      readonly markdown: string
      /** The same, parsed as GitHub Flavored Markdown. */
      readonly nodes: readonly RootContent[]
      /** The blocks that it stands in for; none for new text. */
      readonly was: readonly (Pick<Block, 'origin'> & {
        /** What the file showed for it. */
        readonly markdown: string
      })[]
    }

/**
 * A text as it is to become.
 *
 * @example
 * const pieces = ({ blocks }: TextEdit) => blocks.map(block => (block.kind === 'kept' ? block.origin : block.markdown))
 */
export interface TextEdit {
  /** The format the tracker has kept it in so far; undefined for a text that is new. */
  readonly format: TextFormat | undefined
  /** The whole of it. */
  readonly markdown: string
  /** The same, piece by piece; of a text in Markdown one changed piece. None when it is to be emptied. */
  readonly blocks: readonly BlockEdit[]
}

/** A change of one value of the front matter. */
export interface FieldEdit {
  /** Its key in the front matter. */
  readonly name: string
  /** What the tracker has now; undefined when empty. */
  readonly from: FrontValue
  /** What it is to become; undefined to empty it. A list when the field is one. */
  readonly to: FrontValue
  /** Of a list: what is to be added, in the order written. */
  readonly added: readonly (string | number)[]
  /** Of a list: what is to be taken away. */
  readonly removed: readonly (string | number)[]
}

/**
 * What one save changes of what is there already. New comments are made one by one, by `Write.comment`.
 *
 * @example
 * async function update({ id, title, fields }: Edit, call: Call) {
 *   const values = Object.fromEntries(fields.map(({ name, to }) => [name, to ?? null]))
 *   const body = JSON.stringify({ ...values, ...(title !== undefined && { title }) })
 *   await call.fetch(`${url}/issues/${id}`, { method: 'PUT', headers, body, safe: true })
 * }
 */
export interface Edit<K = AnyKey, E = unknown> {
  /** The tracker's id of the issue. */
  readonly id: string
  /** The issue's key in the route. */
  readonly key: K
  /** As it was read right before; everything is given as a difference to this. */
  readonly entity: E
  /** Those that differ, spelled as `Write.fields` names their values; none when the front matter stays. */
  readonly fields: readonly FieldEdit[]
  /** One line, never empty; absent when it stays. */
  readonly title?: string
  /** The whole of what it is to become; absent when it stays. */
  readonly body?: TextEdit
  /** Those whose text was changed. */
  readonly sections: readonly {
    /** As `Section.id` has it. */
    readonly id: string
    /** The whole of what it is to become. */
    readonly text: TextEdit
  }[]
  /** Comments of one's own whose text was changed. */
  readonly comments: readonly {
    /** As `Comment.id` has it. */
    readonly id: string
    /** The whole of what it is to become. */
    readonly text: TextEdit
  }[]
}

/** A comment that is to be made. */
export interface NewComment<K = AnyKey, E = unknown> {
  /** The tracker's id of the issue. */
  readonly id: string
  /** The issue's key in the route. */
  readonly key: K
  /** The issue, as it was read right before. */
  readonly entity: E
  /** New text: its `format` is undefined and all its blocks are changed ones. */
  readonly text: TextEdit
  /** Unique; the same at every attempt. For trackers that can carry it unseen. */
  readonly mark: string
}

/**
 * An issue that is to be made.
 *
 * @example
 * async function create({ scope, title, body }: Draft<{ project: string }>, call: Call): Promise<Created> {
 *   const sent = JSON.stringify({ title, text: body?.markdown ?? '' })
 *   const init = { method: 'POST', headers, body: sent }
 *   const { id } = await json<{ id: number }>(call, `${url}/${scope.project}/issues`, init)
 *   return { id: String(id), key: { ...scope, id } }
 * }
 */
export interface Draft<S = AnyKey> {
  /** The folder that it was written into: a project, a repository. */
  readonly scope: S
  /** One line, never empty. */
  readonly title: string
  /** By their key in the front matter, checked against `fields`. */
  readonly fields: Readonly<Record<string, FrontValue>>
  /** Absent when nothing stands below the title. */
  readonly body?: TextEdit
  /** Unique; the same at every attempt. */
  readonly mark: string
  /** ISO 8601, of our clock: when it was first sent. */
  readonly since: string
}

/** Who an issue is that was made. */
export interface Created {
  /** The tracker's id, the one that listings will give it. */
  readonly id: string
  /** Its key in the route: the name that was written becomes a link to the file that follows from it. */
  readonly key: AnyKey
}

/**
 * What may be written of a field. `text` is one line; `person` and `issue` name one by the words that the front matter
 * shows; `duration` is `1h 30m`.
 */
export type FieldKind = 'text' | 'number' | 'boolean' | 'date' | 'time' | 'choice' | 'person' | 'issue' | 'duration'

/**
 * A key of the front matter that may be written.
 *
 * @example
 * const fields: readonly Field[] = [
 *   { name: 'status', kind: 'choice', values: ['open', 'closed'], required: true },
 *   { name: 'labels', kind: 'text', many: true },
 * ]
 */
export interface Field {
  /** As `Document.front` spells it. */
  readonly name: string
  /** What a value has to look like; checked before anything is sent, and shown in `.new.md`. */
  readonly kind: FieldKind
  /** Whether it is a list. @default false */
  readonly many?: boolean
  /** All values that are allowed, as they are written. @default any, or too many to name */
  readonly values?: readonly string[]
  /** Whether an issue can't be made, or saved, without it. @default false */
  readonly required?: boolean
  /** What a new issue gets when it is not given. */
  readonly default?: FrontValue
  /** One sentence: what a value asks for besides, who may write it. */
  readonly note?: string
}

/** Of what fields are asked: an issue that is there, or a new one in a folder. */
export type FieldsOf<P extends string = string, E = unknown> =
  | {
      /** An issue that is there. */
      readonly of: 'issue'
      /** The issue's key in the route. */
      readonly key: Key<P>
      /** The tracker's id of the issue. */
      readonly id: string
      /** As it was read last: what may be written can depend on its status or type. */
      readonly entity: E
      /** The only ones that anybody wants to know of. @default all */
      readonly names?: readonly string[]
    }
  | {
      /** One that is to be made. */
      readonly of: 'new'
      /** The folder that it is to be made in. */
      readonly scope: Scope<P>
      /** What is given so far: the fields of a bug are others than those of a task. */
      readonly given: Readonly<Record<string, FrontValue>>
      /** The only ones that anybody wants to know of. @default all */
      readonly names?: readonly string[]
    }

/** The texts of an issue that `Write.update` takes, besides fields. */
export type WritableText = 'title' | 'body' | 'sections' | 'comments'

/**
 * What may be written of a route's issues. Each method that is there is a capability.
 *
 * The kernel reads the issue before and after, merges with what others did, checks fields against `fields`, keeps what was
 * saved on disk until the tracker has it, and reports what the tracker has ignored. A method throws a `SourceError`:
 * `invalid` for a value the tracker does not take (name it and the nearest allowed one), `denied`, `conflict`, …; what
 * `call.fetch` throws may pass through.
 *
 * @example
 * const write: Write<'{project}/{id:int}.md'> = {
 *   fields: async () => [{ name: 'status', kind: 'choice', values: ['open', 'closed'] }],
 *   async comment({ key, text }, call) {
 *     const body = JSON.stringify({ text: text.markdown })
 *     await call.fetch(`${url}/issues/${key.id}/comments`, { method: 'POST', headers, body })
 *   },
 * }
 */
export interface Write<P extends string = string, E = unknown> {
  /**
   * The keys of the front matter that `update` and `create` take. `names`, where given, are the only ones that anybody
   * wants to know of: there is no need to ask the tracker for the values of others.
   *
   * @default none: a changed line is refused
   */
  fields?(of: FieldsOf<P, E>, call: Call): Promise<readonly Field[]>
  /** Which texts `update` takes. @default none */
  readonly texts?: readonly WritableText[]
  /**
   * Makes the issue what the edit says. Must be right when called a second time after a failure half way: everything is
   * set to a value, nothing is added twice. Looks first at what may be refused, then writes.
   */
  update?(edit: Edit<Key<P>, E>, call: Call): Promise<void>
  /** Makes one comment, with one request that is not sent twice. */
  comment?(comment: NewComment<Key<P>, E>, call: Call): Promise<void>
  /**
   * Looks by its mark whether the tracker has made a comment, after an answer that was lost: for trackers that keep marks.
   * `fresh` are the ids of the comments that were not there before it was sent. Of `unknown`, the kernel decides.
   *
   * @default the kernel decides by author, time and text
   */
  findComment?(
    comment: NewComment<Key<P>, E> & { readonly fresh: readonly string[] },
    call: Call,
  ): Promise<'found' | 'absent' | 'unknown'>
  /**
   * Makes an issue, with one request that is not sent twice. Fields that it can't set at once may be left: what differs
   * afterwards is given to `update`.
   */
  create?(draft: Draft<Scope<P>>, call: Call): Promise<Created>
  /** Looks whether the tracker has made it, after an answer that was lost: by the mark, else by author, time and title. */
  findCreated?(draft: Draft<Scope<P>>, call: Call): Promise<Created | undefined>
  /** Deletes it. */
  remove?(issue: { readonly id: string; readonly key: Key<P>; readonly entity: E }, call: Call): Promise<void>
}
