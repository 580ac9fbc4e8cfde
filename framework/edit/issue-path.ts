const path = / \((?:[^()]|\([^()]*\))*\.md\)$/

/** Takes off the path that the kernel shows behind a value that names another issue: `blocks X-50 (../X/X-50.md)`. */
export function withoutPath<T extends string | number>(value: T): T | string {
  return typeof value === 'string' ? value.replace(path, '') : value
}
