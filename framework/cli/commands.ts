import type { Command } from './command.ts'
import { cat } from './commands/cat.ts'
import { completion } from './commands/completion.ts'
import { demo } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { emulate } from './commands/emulate.ts'
import { exportTree } from './commands/export.ts'
import { grep } from './commands/grep.ts'
import { login } from './commands/login.ts'
import { ls } from './commands/ls.ts'
import { mount } from './commands/mount.ts'
import { newPlugin } from './commands/new-plugin.ts'
import { pending } from './commands/pending.ts'
import { plugins } from './commands/plugins.ts'
import { refresh } from './commands/refresh.ts'
import { reload } from './commands/reload.ts'
import { resolve } from './commands/resolve.ts'
import { status } from './commands/status.ts'
import { sync } from './commands/sync.ts'
import { unmount } from './commands/unmount.ts'

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  mount,
  unmount,
  login,
  sync,
  reload,
  status,
  refresh,
  pending,
  resolve,
  ls,
  cat,
  grep,
  exportTree,
  plugins,
  newPlugin,
  doctor,
  emulate,
  demo,
  completion,
]
