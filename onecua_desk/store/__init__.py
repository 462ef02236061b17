"""The desk's SQLite file: the only user of SQLAlchemy on the desk."""
