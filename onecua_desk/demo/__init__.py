"""A commune's morning through the real program: two databases, real HTTP, a line that is cut, a desk that is killed."""
