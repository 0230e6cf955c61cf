"""Batches on their way to certificates, the signed certificates, the keys; the public notice; what verifiers fetch."""
