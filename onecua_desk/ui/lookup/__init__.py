"""The look-up box of the top line: any dossier, from any screen, as one types."""
