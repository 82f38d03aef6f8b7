/** Saves a CSV file under its name; spreadsheets read UTF-8 only behind a byte order mark. */
export function saveCsv(fileName: string, csv: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv' }))
  link.download = fileName
  link.click()
  URL.revokeObjectURL(link.href)
}
