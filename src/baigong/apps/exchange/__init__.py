"""Packages in and out of the node: uploads, loads, quarantine, export."""
