"""How fast the program is: ``python -m tests.bench`` measures; ``docs/benchmarks.md`` says what the numbers mean."""
