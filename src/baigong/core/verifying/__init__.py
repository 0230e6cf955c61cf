"""Whether a certificate that somebody shows may be relied on: offline, by trust data that the reader has chosen."""
