"""Tables that come from elsewhere and go there: spreadsheets and CSV as rows of text."""
