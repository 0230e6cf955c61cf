"""What a package may hold: tables, columns, headings and lists of values, declared once."""
