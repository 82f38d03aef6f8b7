/** What the search of the administration finds here. */
export const about = {
  '/admin/rosters': 'Shifts, leave, closures and public holidays',
}
