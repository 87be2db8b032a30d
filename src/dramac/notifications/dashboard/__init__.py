"""The settings of e-mails: whom they come from, which are sent, and how each looks."""
