"""The measures of the plan: what each is, which targets it serves, and how far its tasks are."""
