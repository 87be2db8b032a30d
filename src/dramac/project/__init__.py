"""The only place that knows everything: settings, addresses, wiring of facts to listeners, command line, demonstration."""
