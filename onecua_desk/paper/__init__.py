"""The statutory forms as PDF: values in, the same bytes out; the only user of ReportLab, segno and pdfium."""
