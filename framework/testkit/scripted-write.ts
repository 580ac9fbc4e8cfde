import type { Call } from '../source/call.ts'
import { SourceError } from '../source/error.ts'
import type { NewFile } from '../source/route.ts'
import type { Draft, NewComment, Write } from '../source/write.ts'
import type { Tracker, TrackerIssue, TrackerOperation } from './tracker.ts'

type Path = '{project}/{key}.md'

/** What a scripted tracker's issues take: status, labels, title, text, comments; new ones, and removal. */
export function scriptedWrite(
  tracker: Tracker,
  {
    finds = true,
    keepsMarks = false,
    comments: takesComments = true,
  }: { readonly finds?: boolean; readonly keepsMarks?: boolean; readonly comments?: boolean },
): Write<Path, TrackerIssue> {
  const { knobs, marks } = tracker

  function answer(operation: TrackerOperation): void {
    if (knobs.lost.has(operation)) throw new SourceError('offline', 'The answer of the scripted tracker was lost.')
  }

  function made({ mark }: Draft): { id: string; key: { project: string; key: string } } | undefined {
    const issue = tracker.issues.get(marks.get(mark) ?? '')
    return issue && { id: issue.id, key: { project: issue.project, key: issue.key } }
  }

  return {
    texts: ['title', 'body', 'comments'],
    async fields(_of, call) {
      await tracker.gate('fields', call)
      return [
        { name: 'status', kind: 'choice', values: ['Open', 'Doing', 'Closed'], default: 'Open' },
        { name: 'labels', kind: 'text', many: true },
      ]
    },
    async update({ id, fields, title, body, comments }, call) {
      await tracker.gate('update', call)
      const issue = tracker.issues.get(id)
      if (!issue) throw new SourceError('not-found', 'There is no such issue.')
      const values = Object.fromEntries(
        fields.filter(({ name }) => !knobs.ignored.has(name)).map(({ name, to }) => [name, to]),
      )
      tracker.edit(id, {
        ...('status' in values ? { status: String(values.status) } : {}),
        ...('labels' in values ? { labels: [values.labels ?? []].flat().map(String) } : {}),
        ...(title === undefined ? {} : { title }),
        ...(body === undefined ? {} : { text: body.markdown }),
        ...(comments.length === 0
          ? {}
          : {
              comments: issue.comments.map(comment => ({
                ...comment,
                text: comments.find(each => each.id === comment.id)?.text.markdown ?? comment.text,
              })),
            }),
      })
      answer('update')
    },
    ...(takesComments
      ? {
          async comment({ id, text, mark }: NewComment<unknown, TrackerIssue>, call: Call) {
            await tracker.gate('comment', call)
            const made = tracker.comment(id, text.markdown, 'own').comments.at(-1)!
            marks.set(mark, made.id)
            answer('comment')
          },
        }
      : {}),
    ...(keepsMarks && {
      findComment: async ({ mark, fresh }: { readonly mark: string; readonly fresh: readonly string[] }) =>
        fresh.includes(marks.get(mark) ?? '') ? 'found' : 'absent',
    }),
    async create(draft, call) {
      await tracker.gate('create', call)
      const { scope, title, body } = draft
      const issue = tracker.create(scope.project, { title, text: body?.markdown ?? '' })
      marks.set(draft.mark, issue.id)
      answer('create')
      return made(draft)!
    },
    ...(finds
      ? {
          async findCreated(draft, call) {
            await tracker.gate('find', call)
            return made(draft)
          },
        }
      : {}),
    async remove({ id }, call) {
      await tracker.gate('remove', call)
      tracker.remove(id, false)
      answer('remove')
    },
  }
}

/** Takes files. */
export function scriptedAttach(tracker: Tracker): (file: NewFile<TrackerIssue>, call: Call) => Promise<void> {
  return async ({ id, name, bytes }, call) => {
    await tracker.gate('attach', call)
    tracker.attach(id, name, bytes)
    if (tracker.knobs.lost.has('attach')) throw new SourceError('offline', 'The answer was lost.')
  }
}
