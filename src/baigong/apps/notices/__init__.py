"""Notices: who is told what when something happens, in the product and by e-mail, once and in her language."""
