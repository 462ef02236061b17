"""The card with which an older register is taken over."""
