"""A figure's birth certificate: its definition, its clause, its records, and how to make it again."""
