"""Makes the shipped model of the line from invented days: ``python -m tests.wire_training resources/wire``."""
