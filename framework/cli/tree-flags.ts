import type { Flag } from './command.ts'

/** The flags of every command that works on a tree, running or not. */
export const treeFlags: readonly Flag[] = [
  {
    flags: '--plugin <name>',
    help: 'A plugin (see "issuefs plugins"), the path of one, or a mount of the configuration.',
  },
  { flags: '--config <file>', help: 'The configuration, instead of the one found where you stand.' },
  { flags: '--cache-dir <dir>', help: 'Where fetched issues are kept, instead of a folder in your cache.' },
  { flags: '--allow-insecure', help: 'Let plain http leave this machine.' },
]
