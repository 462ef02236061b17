"""The server of the level above: takes the desks' events, gives them an order and verdicts, records results."""
