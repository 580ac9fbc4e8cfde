/**
 * An emulator in a process of its own; says where it is, and ends with its parent. Told a number of milliseconds, it takes so
 * long for each answer from then on; told `count`, it says how many requests it has had.
 */
const [, , module, options] = process.argv
const { startEmulator } = (await import(module!)) as {
  startEmulator(options: unknown): Promise<{
    readonly url: string
    readonly env: Readonly<Record<string, string>>
    readonly requests: { readonly total: number }
    readonly control: { latency(milliseconds: number): void }
  }>
}
const { url, env, requests, control } = await startEmulator(JSON.parse(options!))
process.send!({ url, env })
process.on('message', (order: number | 'count') => {
  if (typeof order === 'number') control.latency(order)
  process.send!({ requests: requests.total })
})
process.on('disconnect', () => process.exit())
