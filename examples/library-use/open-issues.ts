import { list, loadPlugin, locatePlugin, openHost, readWhole, type Vfs, walk } from 'issuefs'

/** An open issue without an assignee. */
export interface Unassigned {
  /** In the tree. */
  readonly path: string
  readonly title: string
}

/**
 * The open issues of a tracker that nobody is assigned to, without a mount: the same tree, from a program. What was read once
 * is in `cacheFolder`, so that the next run asks only for news.
 *
 * @param options.plugin a plugin's name, or the path of one
 * @param options.settings values of its option table
 */
export async function unassigned(options: {
  readonly plugin: string
  readonly settings: Readonly<Record<string, string | readonly string[]>>
  readonly cacheFolder: string
}): Promise<readonly Unassigned[]> {
  const module = locatePlugin(options.plugin, process.cwd())
  const source = await loadPlugin(module)
  const mounts = [{ name: '', source, module, options: options.settings }]
  const host = openHost({ mounts, cacheFolder: options.cacheFolder })
  try {
    await host.start()
    await host.settled()
    const found: Unassigned[] = []
    for await (const { path, text } of issues(host.vfs, '')) {
      const front = text.slice(0, text.indexOf('\n---\n'))
      const isClosed = /^(?:state|status): (?:closed|done|resolved)/im.test(front)
      if (!isClosed && !/^assignees?: /m.test(front)) found.push({ path, title: /^# (.*)$/m.exec(text)?.[1] ?? '' })
    }
    return found
  } finally {
    await host.stop()
  }
}

/** Every issue below a folder of the tree. */
async function* issues(vfs: Vfs, folder: string): AsyncGenerator<{ readonly path: string; readonly text: string }> {
  for (const { name, ino, kind } of await list(vfs, (await walk(vfs, folder)).ino)) {
    const path = folder === '' ? name : `${folder}/${name}`
    if (kind === 'folder') yield* issues(vfs, path)
    const text = kind === 'file' ? Buffer.from(await readWhole(vfs, ino)).toString() : ''
    if (/^---\nkey: /.test(text)) yield { path, text }
  }
}
