"""Where records, snapshots, timers and effects are kept."""
