"""The verbs of the desk: one function is one verb of an official and one transaction."""
