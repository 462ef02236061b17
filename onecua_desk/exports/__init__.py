"""Tables that leave the program for Excel: real numbers, dates and sums, or plain CSV."""
