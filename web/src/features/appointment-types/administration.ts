/** What the search of the administration finds here. */
export const about = {
  '/admin/appointment-types':
    'What is booked: minutes, preparation and cleaning, online booking, notice, most a day',
}
