"""Frozen nouns: what everything else speaks about. No behaviour beyond reading oneself."""
