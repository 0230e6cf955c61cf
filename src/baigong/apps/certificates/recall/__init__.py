"""Recall of a batch: whom it touches, what is said against it, what is decided, and the way back."""
