"""Image work: a scanned or photographed page in, a small legible PDF page out; knows files and pixels, no dossiers."""
