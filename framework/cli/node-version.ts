/** The oldest Node that has what issuefs uses; `engines` of the package says the same. */
const oldest = [22, 18] as const

/** Why issuefs can't run on a version of Node, such as `20.19.1`; `undefined` when it can. */
export function whyTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined
  return `issuefs needs Node ${oldest.join('.')} or newer; this is Node ${version}. "npm install node@24" brings one along.`
}
