"""The demonstration shops: what they sell, what it looks like, and ninety days of what was ordered.

Everything here is data or draws pictures. Nothing here writes to the database: the command that fills a site reads
these modules and goes through the same public actions as a merchant does.
"""
