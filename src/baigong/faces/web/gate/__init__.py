"""`/verify` and `/V`: whether a certificate may be relied on, for whoever stands at a gate."""
