/** An emulator of Redmine's REST API, as version 5.0 answers. */
export type { Control, Emulate, Emulator, FaultKind, FaultPlan, RequestEntry, RequestLog } from './contract.ts'
export type { EmulatorOptions } from './options.ts'
export { type RedmineEmulator, startEmulator } from './start.ts'
