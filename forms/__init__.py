"""Paper: what each form needs to know, its words, its typesetting and its PDF bytes."""
