"""The two pages before the desk: signing in, and the very first start."""
