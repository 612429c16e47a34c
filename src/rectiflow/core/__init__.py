"""Pure verbs over the model: judge, fold, count, supervise. No I/O, no clock, no chance."""
