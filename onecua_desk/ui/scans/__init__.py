"""Scans: pages that wait beside how they will be kept, and the files of a draft or a dossier."""
