/** What the search of the administration finds here. */
export const about = {
  '/admin/cages': 'Cages for in-patients by ward',
}
