/** What the search of the administration finds here. */
export const about = {
  '/admin/bookkeeping': 'Account numbers, journal for the bookkeeper, locked periods',
}
