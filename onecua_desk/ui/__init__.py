"""The window: PySide6 lives here only; one folder a screen."""
