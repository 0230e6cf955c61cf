"""Import: send a file, see what the dry run found in it, have it loaded by somebody else, correct what stayed out."""
