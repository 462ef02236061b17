"""Scans from wherever they come, told from typing, whatever has the keyboard."""
