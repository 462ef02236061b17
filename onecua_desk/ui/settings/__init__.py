"""The screen of what is chosen once: printer, type size, officials, backup."""
