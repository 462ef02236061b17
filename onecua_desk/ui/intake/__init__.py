"""Tiếp nhận: taking a dossier in at the counter."""
