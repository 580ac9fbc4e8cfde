import { openHost } from '../host.ts'
import { loadPlugin } from '../plugin/load.ts'
import { locatePlugin } from '../plugin/locate.ts'

/**
 * A host in a process of its own, for tests that kill it. Takes the plugin's name, the store's folder and the options as
 * JSON; says `started`, then `settled` with its status, and goes on polling until it is killed or its parent ends.
 */
const [, , name, cacheFolder, options] = process.argv
const module = locatePlugin(name!, process.cwd())
const source = await loadPlugin(module)
const host = openHost({
  mounts: [{ name: '', source, module, options: JSON.parse(options!) }],
  cacheFolder: cacheFolder!,
  policy: { shortest: 30 },
})
process.on('disconnect', () => process.exit())
process.on('message', async () => {
  await host.refresh()
  await host.settled()
  process.send?.({ say: 'refreshed' })
})
await host.start()
process.send?.({ say: 'started' })
await host.settled()
process.send?.({ say: 'settled' })
