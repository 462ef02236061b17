"""A gallery of every paper that the program prints, in every size and rule set, for people who do not exist."""
