"""Tells people what happened: e-mails to shoppers and staff, written once per fact and sent by the worker."""
