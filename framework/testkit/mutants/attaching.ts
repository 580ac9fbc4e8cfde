import { SourceError } from '../../source/error.ts'
import { caughtBy, type Mutant } from './mutant.ts'

/** Flaws in how files are attached. */
export const attachingMutants: readonly Mutant[] = [
  ...caughtBy('a file that is attached is on its issue, with the same bytes, and nothing else is changed', {
    'bytes that are taken for text': right => ({
      attach: (file, call) =>
        right.attach({ ...file, bytes: Buffer.from(Buffer.from(file.bytes).toString('utf8')) }, call),
    }),
    'line ends that are made alike': right => ({
      async open(file, range, call) {
        const { bytes } = await right.open(file, range, call)
        return {
          bytes: (async function* () {
            for await (const part of bytes) yield part.map(byte => (byte === 13 ? 10 : byte))
          })(),
        }
      },
    }),
    'a file on another issue': right => ({
      attach: (file, call) => right.attach({ ...file, id: '7' }, call),
    }),
    'files that are not among those of the issue': right => ({
      filesOf: issue => right.filesOf(issue).filter(({ id }) => id === '2'),
    }),
    'a file that names itself in the title': right => ({
      async attach(file, call) {
        await right.attach(file, call)
        const edit = { id: file.id, key: {}, entity: file.entity, fields: [], sections: [], comments: [] }
        await right.update({ ...edit, title: file.name }, call)
      },
    }),
  }),
  ...caughtBy('a file with an odd name is attached under a like one, or refused and not attached', {
    'a name that ends at the first space': right => ({
      attach: (file, call) => right.attach({ ...file, name: file.name.split(' ')[0]! }, call),
    }),
    'an odd name as the fault of nobody': right => ({
      attach(file, call) {
        if (/[^ -~]/.test(file.name)) throw new SourceError('unexpected', 'It went wrong.')
        return right.attach(file, call)
      },
    }),
    'a refusal after the file was attached': right => ({
      async attach(file, call) {
        if (file.name.includes('"')) await right.attach({ ...file, name: file.name.replaceAll('"', '_') }, call)
        await right.attach(file, call)
      },
    }),
    'an empty file that is left out without a word': right => ({
      attach: async (file, call) => (file.bytes.length > 0 ? right.attach(file, call) : undefined),
    }),
  }),
  ...caughtBy('a file whose answer is lost is attached once', {
    'a file that is tried again': right => ({
      attach: (file, call) => right.attach(file, call).catch(() => right.attach(file, call)),
    }),
    'a file whose POST says it is safe': right => ({
      attach: (file, call) =>
        right.attach(file, { ...call, fetch: (url, init) => call.fetch(url, { ...init, safe: true }) }),
    }),
    'a lost answer as somebody else’s fault': right => ({
      attach: (file, call) =>
        right.attach(file, call).catch(cause => {
          if (cause.kind !== 'offline') throw cause
          throw new SourceError('denied', 'It was refused.', { cause })
        }),
    }),
  }),
]
