"""The imperative shell: resolve facts, decide, append, answer."""
