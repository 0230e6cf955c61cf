"""Bytes into raw tables: folders, zips and bare files; CSV, XLSX and Parquet."""
