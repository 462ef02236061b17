"""The rules of the desk: standard library only, no clock of its own, no input or output."""
