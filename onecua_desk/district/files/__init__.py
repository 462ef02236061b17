"""The files of the units at the district: how they come in, where they lie, and which are missing."""
