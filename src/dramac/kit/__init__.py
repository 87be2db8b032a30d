"""Tools with no business words: money, clock, ids, outbox, jobs, throttle, guarded http."""
