"""What was known on a day: figures that were out, readings that were published, and how targets stood by them."""
