/** An emulator in a process of its own; says where it is, and ends with its parent. */
const [, , module, options] = process.argv
const { startEmulator } = (await import(module!)) as {
  startEmulator(options: unknown): Promise<{ readonly url: string; readonly env: Readonly<Record<string, string>> }>
}
const { url, env } = await startEmulator(JSON.parse(options!))
process.send!({ url, env })
process.on('disconnect', () => process.exit())
