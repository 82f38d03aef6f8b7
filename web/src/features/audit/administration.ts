/** What the search of the administration finds here. */
export const about = {
  '/admin/audit': 'Who did what and when, with proof',
}
