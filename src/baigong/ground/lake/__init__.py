"""Packages of tables on disk: schema, read, write, count, explain."""
