"""Tables that come from elsewhere: spreadsheets and CSV as rows of text."""
