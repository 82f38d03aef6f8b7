/** What the search of the administration finds here. */
export const about = {
  '/admin/rooms': 'Consulting rooms and theatres into which visits are booked',
}
