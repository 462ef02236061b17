"""The screen of the day's money: what each official took, and handing it over."""
