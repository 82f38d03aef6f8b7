/** What the search of the administration finds here. */
export const about = {
  '/admin/portal': 'What clients see and change themselves',
}
