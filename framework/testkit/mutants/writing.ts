import { SourceError } from '../../source/error.ts'
import type { Field } from '../../source/write.ts'
import { caughtBy, type Mutant } from './mutant.ts'
import type { Parts } from './source.ts'

/** Flaws in what may be written, and in how it is. */
export const writingMutants: readonly Mutant[] = [
  ...caughtBy('the fields of an issue are named, with their allowed values', {
    'a choice without its values': right => ({
      fields: async (of, call) => (await right.fields(of, call)).map(({ values: _, default: __, ...field }) => field),
    }),
    'a field that is named twice': right => ({
      async fields(of, call) {
        const fields = await right.fields(of, call)
        return [...fields, ...fields.slice(0, 1)]
      },
    }),
    'values that are no text': right => ({
      fields: changedField(right, 'state', { values: [1, 2] as never }),
    }),
  }),
  ...caughtBy('fields that are asked for by name are the same as among all', {
    'nothing when asked by name': right => ({
      fields: async (of, call) => (of.names ? [] : right.fields(of, call)),
    }),
    'other values when asked by name': right => ({
      fields: async (of, call) =>
        of.names ? changedField(right, 'state', { values: ['open'] })(of, call) : right.fields(of, call),
    }),
  }),
  ...caughtBy('the fields of a new issue are named, with their allowed values', {
    'a default that is not allowed': right => ({
      fields: (of, call) =>
        of.of === 'new' ? changedField(right, 'state', { default: 'new' })(of, call) : right.fields(of, call),
    }),
  }),
  ...caughtBy('a title is changed, and nothing else', {
    'a state that is set each time': right => ({
      update: (edit, call) =>
        right.update(
          { ...edit, fields: [...edit.fields, { name: 'state', from: null, to: 'closed', added: [], removed: [] }] },
          call,
        ),
    }),
    'a comment about each change': right => ({
      async update(edit, call) {
        await right.update(edit, call)
        await right.comment({ id: edit.id, text: { format: undefined, markdown: 'Changed.', blocks: [] } }, call)
      },
    }),
    'titles that are not sent': right => ({
      update: ({ title: _, ...edit }, call) => right.update(edit, call),
    }),
  }),
  ...caughtBy('a line of the body is changed, and nothing else', {
    'the untouched lines of a body dropped': right => ({
      update: (edit, call) =>
        right.update(
          { ...edit, ...(edit.body && { body: { ...edit.body, markdown: edit.body.markdown.split('\n\n').at(-1)! } }) },
          call,
        ),
    }),
    'a text below the one that was there': right => ({
      update: (edit, call) =>
        right.update(
          {
            ...edit,
            ...(edit.body && { body: { ...edit.body, markdown: `${edit.entity.text}\n\n${edit.body.markdown}` } }),
          },
          call,
        ),
    }),
  }),
  ...caughtBy('a field is changed, and no other text or list element', {
    'the whole list replaced by what was added': right => ({
      update: (edit, call) =>
        right.update(
          {
            ...edit,
            fields: edit.fields.map(field =>
              field.name === 'labels' ? { ...field, removed: edit.entity.labels.filter(Boolean) } : field,
            ),
          },
          call,
        ),
    }),
    'a field that is never sent': right => ({
      update: (edit, call) =>
        right.update({ ...edit, fields: edit.fields.filter(({ name }) => name !== 'state') }, call),
    }),
    'a day that empties the body': right => ({
      update: (edit, call) =>
        right.update(
          {
            ...edit,
            ...(edit.fields.some(({ name }) => name === 'due') && !edit.body
              ? { body: { format: undefined, markdown: '', blocks: [] } }
              : {}),
          },
          call,
        ),
    }),
  }),
  ...caughtBy('an update that broke off half way is finished when it comes again', {
    'an update taken for done when it is begun': right => {
      const begun = new Set<string>()
      return {
        async update(edit, call) {
          const name = JSON.stringify([edit.id, edit.title, edit.body?.markdown, edit.fields])
          if (begun.has(name)) return
          begun.add(name)
          await right.update(edit, call)
        },
      }
    },
  }),
  ...caughtBy('an update of what is out of date leaves what others did', {
    'the whole issue sent, as it was read': right => ({
      update: (edit, call) => right.update({ ...edit, title: edit.title ?? edit.entity.title }, call),
    }),
  }),
  ...caughtBy('a value that the tracker does not know is refused by name, and never lost', {
    'a person left out whom nobody knows': right => ({
      update: (edit, call) =>
        right.update({ ...edit, fields: edit.fields.filter(({ name }) => name !== 'owner') }, call),
    }),
    'a refusal that names nothing': right => ({
      update: (edit, call) =>
        right.update(edit, call).catch(cause => {
          throw cause.kind === 'invalid' ? new SourceError('invalid', 'Something is wrong.', { cause }) : cause
        }),
    }),
  }),
  ...caughtBy('a comment is there once, by our account, and nothing else is changed', {
    'a comment that is sent twice': right => ({
      async comment(comment, call) {
        await right.comment(comment, call)
        await right.comment(comment, call)
      },
    }),
    'the first paragraph of a comment only': right => ({
      comment: ({ id, text }, call) =>
        right.comment({ id, text: { ...text, markdown: text.markdown.split('\n\n')[0]! } }, call),
    }),
    'comments that do not say whose they are': right => ({
      render(issue) {
        const document = right.render(issue)
        return { ...document, comments: document.comments!.map(({ authorId: _, ...comment }) => comment) }
      },
    }),
    'a title that the comment changes': right => ({
      async comment(comment, call) {
        await right.comment(comment, call)
        const edit = { ...comment, key: {}, entity: undefined as never, fields: [], sections: [], comments: [] }
        await right.update({ ...edit, title: 'Commented' }, call)
      },
    }),
  }),
  ...caughtBy('a comment whose answer is lost is not sent twice', {
    'a POST that is tried again': right => ({
      comment: (comment, call) => right.comment(comment, call).catch(() => right.comment(comment, call)),
    }),
    'a POST that says it is safe': right => ({
      comment: (comment, call) =>
        right.comment(comment, { ...call, fetch: (url, init) => call.fetch(url, { ...init, safe: true }) }),
    }),
    'a lost answer as success': right => ({
      comment: (comment, call) =>
        right.comment(comment, call).catch(thrown => {
          if (thrown.kind !== 'offline') throw thrown
        }),
    }),
  }),
  ...caughtBy('a comment whose answer is lost is found by its mark, and no other is', {
    'a comment that is found by its words': () => ({ findComment: async () => 'found' }),
    'a comment without its mark': right => ({ comment: ({ id, text }, call) => right.comment({ id, text }, call) }),
  }),
  ...caughtBy('the text of our own comment is changed, and no other', {
    'the last comment changed instead': right => ({
      update: (edit, call) =>
        right.update(
          { ...edit, comments: edit.comments.map(each => ({ ...each, id: String(edit.entity.remarks.at(-1)!.id) })) },
          call,
        ),
    }),
    'comments that are not sent': right => ({
      update: (edit, call) => right.update({ ...edit, comments: [] }, call),
    }),
  }),
  ...caughtBy('an issue that is made is there, and in the listing', {
    'a new issue without its text': right => ({
      create: ({ body: _, ...draft }, call) => right.create(draft, call),
    }),
    'a new issue by another id': right => ({
      create: async (draft, call) => ({ ...(await right.create(draft, call)), id: '1' }),
    }),
  }),
  ...caughtBy('an issue whose answer is lost is made once, and found', {
    'a new issue that is not found again': () => ({ findCreated: async () => undefined }),
    'whatever was made last is found': right => ({
      async findCreated(_draft, call) {
        const { items } = await right.sweep(call)
        return items.at(-1)!
      },
    }),
    'a new issue that is tried again': right => ({
      create: (draft, call) => right.create(draft, call).catch(() => right.create(draft, call)),
    }),
    'a new issue whose POST says it is safe': right => ({
      create: (draft, call) =>
        right.create(draft, { ...call, fetch: (url, init) => call.fetch(url, { ...init, safe: true }) }),
    }),
  }),
  ...caughtBy('an issue that is deleted is gone', {
    'closed instead of deleted': right => ({
      remove: ({ id }, call) =>
        right.update(
          {
            ...{ id, key: {}, entity: undefined as never, sections: [], comments: [] },
            fields: [{ name: 'state', from: null, to: 'closed', added: [], removed: [] }],
          },
          call,
        ),
    }),
  }),
  ...caughtBy('a save for which nobody waits any more is not sent', {
    'saves that go around call.fetch': right => ({
      update: (edit, call) => right.update(edit, { ...call, fetch: (url, init) => fetch(url, init as RequestInit) }),
    }),
  }),
  ...caughtBy('a save that is refused, or cut off, is an error of the right kind', {
    'a refused save as success': right => ({
      update: (edit, call) =>
        right.update(edit, call).catch(thrown => {
          if (thrown.status !== 403) throw thrown
        }),
    }),
    'a file that is too large as attached': right => ({
      attach: (file, call) =>
        right.attach(file, call).catch(thrown => {
          if (thrown.status !== 413) throw thrown
        }),
    }),
    'every failure of a new issue as a missing network': right => ({
      create: (draft, call) =>
        right.create(draft, call).catch(cause => {
          throw cause.kind === 'cancelled' ? cause : new SourceError('offline', 'It was not made.', { cause })
        }),
    }),
  }),
]

/** The same fields but for one. */
function changedField(right: Parts, name: string, change: Partial<Field>): Parts['fields'] {
  return async (of, call) =>
    (await right.fields(of, call)).map(field => (field.name === name ? { ...field, ...change } : field))
}
