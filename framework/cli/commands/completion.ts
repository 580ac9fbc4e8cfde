import { UsageError } from '../../config/usage-error.ts'
import type { Command } from '../command.ts'

export const completion: Command = {
  name: 'completion',
  summary: 'Print what lets your shell complete commands and flags.',
  arguments: [{ syntax: '<shell>', help: '"bash", "zsh" or "fish".' }],
  examples: [
    ['source <(issuefs completion bash)', 'in ~/.bashrc'],
    ['issuefs completion fish > ~/.config/fish/completions/issuefs.fish', 'once'],
  ],
  async run({ arguments: [shell] }, { output }) {
    const { completionWords } = await import('../completion/words.ts')
    output.print((await scriptOf(String(shell)))(completionWords()).trimEnd())
    return 0
  },
}

async function scriptOf(shell: string) {
  if (shell === 'bash') return (await import('../completion/bash.ts')).bashCompletion
  if (shell === 'zsh') return (await import('../completion/zsh.ts')).zshCompletion
  if (shell === 'fish') return (await import('../completion/fish.ts')).fishCompletion
  throw new UsageError(`There is no completion for "${shell}"; it is bash, zsh or fish.`)
}
