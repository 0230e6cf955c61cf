"""What a batch becomes certificates with: numbers, keys, status lists, the three forms, what the log is told."""
