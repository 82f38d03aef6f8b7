/** What the search of the administration finds here. */
export const about = {
  '/admin/consent': 'What clients agree to: purposes and channels',
}
