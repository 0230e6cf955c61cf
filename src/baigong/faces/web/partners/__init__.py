"""Partners whose packages are known by their signature, and the keys that partners need of this node."""
