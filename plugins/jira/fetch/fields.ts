/** The fields of a whole issue: everything but the work log, which is long and cut short by Jira anyway. */
export const FULL: readonly string[] = ['*all', '-worklog']
