/** An emulator of Jira Cloud (REST v3) and Jira Data Center (REST v2). */
export type {
  CommonOptions,
  Control,
  Emulate,
  Emulator,
  FaultKind,
  FaultPlan,
  RequestEntry,
  RequestLog,
} from './contract.ts'
export type { EmulatorOptions, Flavour } from './options.ts'
export { startEmulator } from './start.ts'
