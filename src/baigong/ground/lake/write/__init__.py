"""Packages out: folders and zips that follow PACKAGE, whole or not at all."""
