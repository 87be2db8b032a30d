"""Owns orders after they are placed: lines, fulfilments, refunds, cancellation, timeline. The one writer of orders."""
