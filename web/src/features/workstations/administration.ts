/** What the search of the administration finds here. */
export const about = {
  '/admin/workstations': 'Shared browsers with a PIN, wall screens',
}
