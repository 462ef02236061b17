"""From finished pages to a printer, without any dialog."""
