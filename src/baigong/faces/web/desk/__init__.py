"""The pages of the desk: for whoever writes, and for the office that answers."""
