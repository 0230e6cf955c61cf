"""A kit for whoever writes a verifier: test keys, a trust pack, logs, and credentials whose answers are known."""
