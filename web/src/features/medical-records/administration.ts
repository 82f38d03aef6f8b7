/** What the search of the administration finds here. */
export const about = {
  '/admin/record-templates': 'Texts with which a record begins, who may sign, co-signing',
  '/admin/diagnosis-codes': 'The codes by which diagnoses are counted',
}
