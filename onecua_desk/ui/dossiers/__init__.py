"""The screen *Hồ sơ*: find a dossier, read its story, and do what its state allows."""
