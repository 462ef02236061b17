"""The background exchange with the level above; no Qt, and data only through ``services.replica``."""
