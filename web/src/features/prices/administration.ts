/** What the search of the administration finds here. */
export const about = {
  '/admin/prices': 'What services cost, tax rates, days to pay, credit stop, price list as CSV',
}
