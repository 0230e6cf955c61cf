"""One's own notices, what of them is mailed, and the link in an e-mail that stops a kind."""
