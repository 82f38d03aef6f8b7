function save(fileName: string, blob: Blob) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = fileName
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Saves a CSV file under its name; spreadsheets read UTF-8 only behind a byte order mark. */
export const saveCsv = (fileName: string, csv: string) =>
  save(fileName, new Blob(['\uFEFF', csv], { type: 'text/csv' }))

/** Saves a PDF that was answered in base64 under its name. */
export const savePdf = (fileName: string, base64: string) =>
  save(
    fileName,
    new Blob([Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0))], { type: 'application/pdf' }),
  )
