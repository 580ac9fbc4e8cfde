/** Warnings of Node about what we use on purpose, by their name or code. */
const known = new Set(['ExperimentalWarning', 'MODULE_TYPELESS_PACKAGE_JSON'])

/** Keeps them from the user's terminal, however issuefs was started; all other warnings are shown as ever. */
export function silenceWarnings(): void {
  const emit = process.emitWarning
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]) => {
    const [first, second] = rest
    const options =
      typeof first === 'object' && first !== null ? (first as { type?: string; code?: string }) : undefined
    const names = [
      warning instanceof Error ? warning.name : undefined,
      options?.type ?? (typeof first === 'string' ? first : undefined),
      options?.code ?? (typeof second === 'string' ? second : undefined),
    ]
    if (names.some(name => name !== undefined && known.has(name))) return
    Reflect.apply(emit, process, [warning, ...rest])
  }) as typeof process.emitWarning
}
